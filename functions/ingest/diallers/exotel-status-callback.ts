import type { Statement } from '../../../shared/domain/fact.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import { answeredAt } from './answered-at.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onLeg } from './on-leg.ts';
import { onlySaid } from './only-said.ts';

/**
 * What a status callback, or a campaign's, says of its call. Of an outbound call the agent's leg is the first (`From`) and the lead's
 * the second (`To`), so an agent who does not answer is no attempt on the lead; of an inbound call the lead's is the first.
 * Source: developer.exotel.com, "Status Callback"; times are India's, without a zone.
 */
export function exotelStatusCallback(fields: MessageFields, settings: DiallerSettings): Statement {
  const callSid = fields.id('CallSid') ?? fields.id('call_sid') ?? '';
  const event = fields.text('EventType')?.toLowerCase();
  const word = fields.text('Status') ?? fields.text('status');
  const direction = directionIn(fields);
  const told = { word, event, direction, legs: legsIn(fields), talkSeconds: talkSecondsIn(fields) };
  const meaning = meaningIn(told, settings);
  const over = isTerminal(meaning.signal);
  const startedAt = fields.instant('StartTime') ?? fields.instant('DateCreated') ?? fields.instant('date_created');
  const endedAt = over ? fields.instant('EndTime') : undefined;
  const talkSeconds = over ? (told.talkSeconds ?? (isUntold(meaning) ? undefined : 0)) : undefined;

  return onlySaid({
    externalId: callSid,
    eventId: `${callSid}:${event ?? 'terminal'}`,
    word,
    ...meaning,
    reason: over && direction !== 'inbound' && isMachine(told.legs[1]?.answeredBy) ? 'machine' : meaning.reason,
    direction,
    leadPhone: fields.anyPhone(direction === 'inbound' ? 'From' : 'To') ?? fields.anyPhone('number'),
    agent: direction !== 'inbound' ? agentReference({ phone: fields.text('From') }, settings.region) : undefined,
    occurredAt: endedAt ?? fields.instant('DateUpdated') ?? fields.instant('date_updated'),
    startedAt,
    answeredAt: answeredAt({ startedAt, endedAt, talkSeconds }),
    endedAt,
    talkSeconds,
    campaign: fields.text('campaign_sid'),
    recordingUrl: fields.url('RecordingUrl'),
  });
}

type Leg = { status: string | undefined; answeredBy: string | undefined };
type Told = {
  word: string | undefined;
  event: string | undefined;
  direction: Direction | undefined;
  legs: readonly Leg[];
  talkSeconds: number | undefined;
};

/** A campaign calls leads, and says no direction. */
function directionIn(fields: MessageFields): Direction | undefined {
  return fields.text('campaign_sid') === undefined ? directionOf(fields.text('Direction') ?? '') : 'outbound';
}

function legsIn(fields: MessageFields): Leg[] {
  return [0, 1].map((leg) => ({ status: fields.text(`Legs.${leg}.Status`), answeredBy: fields.text(`Legs.${leg}.AnsweredBy`) }));
}

function talkSecondsIn(fields: MessageFields): number | undefined {
  return fields.seconds('ConversationDuration') ?? fields.seconds('Legs.1.OnCallDuration');
}

function meaningIn(told: Told, settings: DiallerSettings): Meaning {
  const { word, event, direction } = told;
  const meaning = (status: string | undefined, of?: Direction): Meaning =>
    status === undefined ? { signal: 'unknown' } : meaningOf(status, { ...settings, direction: of });
  if (event === 'answered') return { signal: hasAnswered(told) ? 'answered' : 'progress' };

  const leg = told.talkSeconds ? undefined : unansweredLeg(told, meaning);
  const overall = leg ?? meaning(word, direction);
  // The default body says neither talk time nor legs: all that is known is that the call completed.
  return overall.signal === 'completed' && told.talkSeconds === undefined ? { ...overall, signal: 'called' } : overall;
}

/** Both parties are on the line: the second leg is; where legs are left out, the event says so. */
function hasAnswered({ legs }: Told): boolean {
  const [first, second] = legs;
  if (second?.status === undefined) return first?.status === undefined;
  return /^(?:in-progress|answered|completed)$/i.test(second.status);
}

/** The leg that kept the parties from talking, if one did. */
function unansweredLeg({ legs, direction }: Told, meaning: (status: string | undefined, of?: Direction) => Meaning): Meaning | undefined {
  const [first, second] = legs;
  if (direction === 'inbound') return failed(onLeg('agent-rung', meaning(second?.status)));
  return failed(onLeg('agent-first', meaning(first?.status))) ?? failed(meaning(second?.status, direction));
}

function failed(meaning: Meaning): Meaning | undefined {
  return meaning.signal === 'unanswered' || meaning.signal === 'busy' ? meaning : undefined;
}

function isUntold({ signal }: Meaning): boolean {
  return signal === 'called' || signal === 'completed';
}

/** `AnsweredBy` of a leg: Human, Machine, NotSure, NA. */
function isMachine(answeredBy: string | undefined): boolean {
  return answeredBy?.toLowerCase() === 'machine';
}

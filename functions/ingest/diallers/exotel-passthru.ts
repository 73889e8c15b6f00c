import type { Statement } from '../../../shared/domain/fact.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import { answeredAt } from './answered-at.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';

/** `CallType`, to our words: what became of the call by the time that its flow came to the applet. */
const callTypes: Readonly<Record<Direction, Readonly<Record<string, string>>>> = {
  inbound: { 'client-hangup': 'canceled', 'call-attempt': 'canceled', incomplete: 'agent-unavailable' },
  outbound: { 'client-hangup': 'canceled', 'call-attempt': 'canceled', incomplete: 'no-answer' },
};

/**
 * What the Passthru applet says of its call. Talk time is not among its parameters: `DialCallDuration`, which includes ringing,
 * is taken where a flow sends nothing better. Source: support.exotel.com, "Passthru applet".
 */
export function exotelPassthru(fields: MessageFields, settings: DiallerSettings): Statement {
  const callSid = fields.id('CallSid') ?? '';
  const direction = directionOf(fields.text('Direction') ?? '');
  const word = wordIn(fields);
  const told = talkSecondsIn(fields);
  const meaning = meaningIn(word, { direction, talkSeconds: told }, settings);
  const over = isTerminal(meaning.signal);
  const startedAt = fields.instant('StartTime') ?? fields.instant('Created');
  const endedAt = over ? fields.instant('EndTime') : undefined;
  const isTalk = meaning.signal === 'completed' || meaning.signal === 'called';
  const talkSeconds = over ? (isTalk ? told : 0) : undefined;
  const agentPhone = fields.text('DialWhomNumber') ?? (direction === 'outbound' ? fields.text('CallFrom') : undefined);

  return onlySaid({
    externalId: callSid,
    eventId: `${callSid}:passthru:${word ?? ''}`,
    word,
    ...meaning,
    direction,
    leadPhone: fields.anyPhone(direction === 'outbound' ? 'CallTo' : 'CallFrom'),
    agent: agentReference({ phone: agentPhone }, settings.region),
    occurredAt: endedAt ?? fields.instant('CurrentTime'),
    startedAt,
    answeredAt: answeredAt({ startedAt, endedAt, talkSeconds }),
    endedAt,
    talkSeconds,
    recordingUrl: fields.url('RecordingUrl'),
  });
}

/** An applet before the one that rings agents is told `call-attempt` of a call that goes on: then its status is the word. */
function wordIn(fields: MessageFields): string | undefined {
  const [type, status] = [fields.text('CallType'), fields.text('CallStatus')];
  const goesOn = type === 'call-attempt' && /^(?:queued|ringing|in-progress)$/i.test(status ?? '');
  return goesOn ? status : (type ?? status);
}

function meaningIn(
  word: string | undefined,
  { direction, talkSeconds }: { direction: Direction | undefined; talkSeconds: number | undefined },
  settings: DiallerSettings,
): Meaning {
  if (word === undefined) return { signal: 'unknown' };
  const meaning = meaningOf(word, { ...settings, direction, words: callTypes[direction ?? 'inbound'] });
  // In progress is the caller's call with the flow: no agent need have answered yet.
  if (meaning.signal === 'answered') return { signal: 'progress' };
  return meaning.signal === 'completed' && talkSeconds === undefined ? { ...meaning, signal: 'called' } : meaning;
}

function talkSecondsIn(fields: MessageFields): number | undefined {
  const legs = [0, 1].map((leg) => fields.seconds(`Legs.${leg}.OnCallDuration`)).filter((seconds) => seconds !== undefined);
  const longest = legs.length > 0 ? Math.max(...legs) : undefined;
  return fields.seconds('ConversationDuration') ?? longest ?? fields.seconds('DialCallDuration');
}

import { toE164 } from '../../../shared/contracts/phone.ts';
import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, plusSeconds } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { DiallerSettings } from './dialler.ts';
import type { FormFields } from './form-fields.ts';
import { isWithheld } from './is-withheld.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { type Leg, type Parties, twilioParties } from './twilio-parties.ts';

/**
 * What a voice status callback says of its call, and what in it could not be read. Child legs belong to their parent's call.
 * `CallDuration` is seconds (`Duration`, beside it, is billed minutes). All of a lead's leg is taken
 * as talk, so an inbound call that only a menu or a queue answered counts as answered.
 */
export function twilioStatement(params: FormFields, settings: DiallerSettings): { statement: Statement; problems: readonly string[] } {
  const fields = new MessageFields((name) => single(params.get(name)), settings);
  const externalId = fields.id('ParentCallSid') ?? fields.id('CallSid') ?? '';
  const word = fields.text('CallStatus');
  const parties = partiesIn(fields);
  const meaning = onLeg(
    parties.leg,
    word === undefined ? { signal: 'unknown' } : meaningOf(word, { ...settings, direction: parties.direction }),
  );
  const durationSeconds = fields.seconds('CallDuration');

  const statement = onlySaid({
    externalId,
    eventId: eventIdIn(fields),
    word,
    ...meaning,
    reason: parties.leg === 'lead' && isMachine(fields.text('AnsweredBy')) ? 'machine' : meaning.reason,
    direction: parties.direction,
    leadPhone: parties.leadParam && leadPhoneIn(fields, parties.leadParam, settings),
    agent: parties.agent,
    ...timesIn({ meaning, durationSeconds, occurredAt: fields.instant('Timestamp'), leg: parties.leg }),
    recordingUrl: fields.url('RecordingUrl'),
  });
  return { statement, problems: fields.problems };
}

/** One value; several different ones stay a list, which no field is: the signature does not say which of them came first. */
function single(values: readonly string[] = []): unknown {
  const different = new Set(values);
  return different.size > 1 ? [...different] : values[0];
}

/** A signed id of the message: `SequenceNumber` counts the callbacks of one call. */
function eventIdIn(fields: MessageFields): string | undefined {
  const [sid, word, number] = [fields.text('CallSid'), fields.text('CallStatus'), fields.text('SequenceNumber')];
  return number === undefined ? undefined : `${sid}:${word}:${number}`;
}

function partiesIn(fields: MessageFields): Parties {
  const [direction, from, to] = [fields.text('Direction'), fields.text('From') ?? '', fields.text('To') ?? ''];
  return twilioParties({ ...(direction && { direction }), from, to, isChild: fields.text('ParentCallSid') !== undefined });
}

/** Carriers put all sorts of things in a number's place; what cannot be dialled is nobody's number, and no reason to lose the call. */
function leadPhoneIn(fields: MessageFields, param: 'From' | 'To', { region }: DiallerSettings): string | undefined {
  const text = fields.text(param) ?? '';
  return isWithheld(text) ? undefined : toE164(text, region);
}

/** What happened on an agent's leg, said of the call: an agent who cannot be reached is not a lead who did not pick up. */
function onLeg(leg: Leg, meaning: Meaning): Meaning {
  if (leg === 'lead') return meaning;
  if (leg === 'agent-first' && meaning.signal === 'answered') return { signal: 'progress' };
  if (meaning.signal !== 'unanswered' && meaning.signal !== 'busy') return meaning;
  const gaveUp = leg === 'agent-rung' && meaning.reason === 'canceled';
  return { signal: 'unanswered', reason: gaveUp ? 'abandoned' : 'agent-unavailable' };
}

/** `AnsweredBy` of answering machine detection: human, unknown, fax, machine_start, machine_end_beep, … */
export function isMachine(answeredBy: string | undefined): boolean {
  return answeredBy !== undefined && /^(?:machine|fax)/i.test(answeredBy);
}

type Moment = { meaning: Meaning; leg: Leg; durationSeconds: number | undefined; occurredAt: Instant | undefined };

/**
 * Only a message's own time and the duration are said. By then the call had begun, at the latest so long ago as it has lasted;
 * the earliest of all messages stands, so an ending that comes alone does not put the whole call at its end.
 */
function timesIn({ meaning, leg, durationSeconds, occurredAt }: Moment) {
  const talkSeconds = leg === 'agent-first' ? undefined : talkSecondsIn(meaning, durationSeconds);
  const startedAt = occurredAt && plusSeconds(occurredAt, -(durationSeconds ?? 0));
  const answered = leg !== 'agent-first' && (meaning.signal === 'answered' || (talkSeconds ?? 0) > 0);
  const endedAt = isTerminal(meaning.signal) ? occurredAt : undefined;
  return { occurredAt, startedAt, answeredAt: answered ? startedAt : undefined, endedAt, talkSeconds };
}

function talkSecondsIn({ signal }: Meaning, durationSeconds: number | undefined): number | undefined {
  if (signal === 'completed' || signal === 'called') return durationSeconds;
  return isTerminal(signal) ? 0 : undefined;
}

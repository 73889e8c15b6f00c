import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, plusSeconds } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import { dialledNumber } from './dialled-number.ts';
import type { DiallerSettings } from './dialler.ts';
import { type FormFields, onlyValue } from './form-fields.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import { onLeg } from './on-leg.ts';
import { onlySaid } from './only-said.ts';
import { type Leg, type Parties, partiesOf, partiesOfAgent } from './parties-of.ts';
import { talkStatedBy } from './talk-stated-by.ts';

/**
 * What a voice status callback says of its call, and what in it could not be read. Child legs belong to their parent's call.
 * `CallDuration` is seconds (`Duration`, beside it, is billed minutes). Of a child leg they are talk; the parent's hold the menu and the
 * queue as well, and count where no child tells of talk.
 */
export function twilioStatement(params: FormFields, settings: DiallerSettings): { statement: Statement; problems: readonly string[] } {
  const fields = new MessageFields((name) => onlyValue(params, name), settings);
  const isChild = fields.text('ParentCallSid') !== undefined;
  const parties = partiesIn(fields, isChild);
  const statement = statementOn(parties, fields, settings);
  const problems = [...fields.problems];
  const ofAgent = partiesOfAgent(parties, { isChild });
  const whereAgent = statement.leadPhone !== undefined && ofAgent ? statementOn(ofAgent, fields, settings) : undefined;
  return { statement: onlySaid({ ...statement, whereAgent }), problems };
}

function statementOn(parties: Parties, fields: MessageFields, settings: DiallerSettings): Statement {
  const word = fields.text('CallStatus');
  const meaning = onLeg(
    parties.leg,
    word === undefined ? { signal: 'unknown' } : meaningOf(word, { ...settings, direction: parties.direction }),
  );
  const parent = fields.id('ParentCallSid');
  const heard = { isChild: parent !== undefined, durationSeconds: fields.seconds('CallDuration'), occurredAt: fields.instant('Timestamp') };
  return onlySaid({
    externalId: parent ?? fields.id('CallSid') ?? '',
    eventId: eventIdIn(fields),
    word,
    ...meaning,
    reason: parties.leg === 'lead' && isMachine(fields.text('AnsweredBy')) ? 'machine' : meaning.reason,
    direction: parties.direction,
    leadPhone: parties.leadParam && dialledNumber(fields.text(parties.leadParam) ?? '', settings.region),
    agent: parties.agent,
    ...timesIn({ meaning, leg: parties.leg, ...heard }),
    recordingUrl: fields.url('RecordingUrl'),
  });
}

/** A signed id of the message: `SequenceNumber` counts the callbacks of one call. */
function eventIdIn(fields: MessageFields): string | undefined {
  const [sid, word, number] = [fields.text('CallSid'), fields.text('CallStatus'), fields.text('SequenceNumber')];
  return number === undefined ? undefined : `${sid}:${word}:${number}`;
}

function partiesIn(fields: MessageFields, isChild: boolean): Parties {
  const [direction, from, to] = [fields.text('Direction'), fields.text('From') ?? '', fields.text('To') ?? ''];
  return partiesOf({ ...(direction && { direction }), from, to, isChild });
}

/** `AnsweredBy` of answering machine detection: human, unknown, fax, machine_start, machine_end_beep, … */
export function isMachine(answeredBy: string | undefined): boolean {
  return answeredBy !== undefined && /^(?:machine|fax)/i.test(answeredBy);
}

type Moment = { meaning: Meaning; leg: Leg; isChild: boolean; durationSeconds: number | undefined; occurredAt: Instant | undefined };

/**
 * Only a message's own time and the duration are said. By then the call had begun, at the latest so long ago as it has lasted;
 * the earliest of all messages stands, so an ending that comes alone does not put the whole call at its end.
 */
function timesIn({ meaning, leg, isChild, durationSeconds, occurredAt }: Moment) {
  const stated = leg === 'agent-first' ? undefined : talkStatedBy(meaning, durationSeconds);
  const startedAt = occurredAt && plusSeconds(occurredAt, -(durationSeconds ?? 0));
  const answered = leg !== 'agent-first' && (meaning.signal === 'answered' || (stated ?? 0) > 0);
  const endedAt = isTerminal(meaning.signal) ? occurredAt : undefined;
  const talk = stated && !isChild ? { legSeconds: stated } : { talkSeconds: stated };
  return { occurredAt, startedAt, answeredAt: answered ? startedAt : undefined, endedAt, ...talk };
}

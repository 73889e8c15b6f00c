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
import { type Leg, partiesOf } from './parties-of.ts';
import { type Sides, sidesOf } from './sides-of.ts';
import { talkStatedBy } from './talk-stated-by.ts';
import { withPlus } from './with-plus.ts';

/** Plivo's words that are not those of telephony; `answer`, `connected` and `hangup` are said of a leg that Dial made. */
const words = { cancel: 'canceled', early: 'ringing', answer: 'answered', connected: 'answered', hangup: 'completed' };

/** Causes that say more than the status: by number, and by the name that stands in for it. Source: Plivo, "Hangup causes". */
const causes: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['1000', { signal: 'unanswered', reason: 'canceled' }],
  ['3000', { signal: 'unanswered' }],
  ['3010', { signal: 'busy' }],
  ['3020', { signal: 'unanswered', reason: 'rejected' }],
  ['3040', { signal: 'unanswered' }],
  ['ORIGINATOR_CANCEL', { signal: 'unanswered', reason: 'canceled' }],
  ['NO_ANSWER', { signal: 'unanswered' }],
  ['USER_BUSY', { signal: 'busy' }],
  ['CALL_REJECTED', { signal: 'unanswered', reason: 'rejected' }],
]);

/**
 * What a callback says of its call, and what in it could not be read. A leg that Dial made belongs to the call that dialled (`ALegUUID`).
 * `Duration` is seconds from answer to end (`BillDuration`, beside it, is rounded up); times come without a zone.
 */
export function plivoStatement(params: FormFields, settings: DiallerSettings): { statement: Statement; problems: readonly string[] } {
  const fields = new MessageFields((name) => onlyValue(params, name), settings);
  const isDialled = params.has('DialBLegStatus');
  const sides = isDialled ? dialledSides(fields, settings) : callSides(fields, settings);
  const word = fields.text(isDialled ? 'DialBLegStatus' : 'CallStatus');
  const durationSeconds = fields.seconds(isDialled ? 'DialBLegDuration' : 'Duration');
  const said = word === undefined ? undefined : meaningOf(word, { ...settings, words, direction: sides.direction });
  const meaning = onLeg(sides.leg, withCause(said, durationSeconds, causeIn(fields, isDialled)));

  const statement = onlySaid({
    externalId: externalIdIn(fields),
    word,
    ...meaning,
    reason: sides.leg === 'lead' && isMachine(fields) ? ('machine' as const) : reasonOf(meaning, sides),
    direction: sides.direction,
    leadPhone: sides.leadPhone,
    agent: sides.agent,
    ...timesIn(fields, { meaning, leg: sides.leg, durationSeconds, isDialled }),
    recordingUrl: fields.url('RecordUrl'),
  });
  return { statement, problems: fields.problems };
}

function externalIdIn(fields: MessageFields): string {
  return fields.id('ALegUUID') ?? fields.id('DialALegUUID') ?? fields.id('CallUUID') ?? fields.id('RequestUUID') ?? '';
}

function callSides(fields: MessageFields, { region }: DiallerSettings): Sides {
  return sidesOf({ direction: fields.text('Direction'), from: withPlus(fields.text('From')), to: withPlus(fields.text('To')) }, region);
}

/**
 * The leg that Dial made. Where a number had called us, that is the lead, and who is dialled for it is an agent;
 * in every other call the number that is dialled is taken as the lead's.
 */
function dialledSides(fields: MessageFields, settings: DiallerSettings): Sides {
  const call = callSides(fields, settings);
  const [from = '', to = ''] = [fields.text('DialBLegFrom'), withPlus(fields.text('DialBLegTo'))];
  const { leg, agent, leadParam } = partiesOf({ direction: 'outbound', from, to, isChild: true });
  if (leg === 'agent-rung') return { ...call, leg, agent };
  if (call.direction === 'inbound') {
    const phone = dialledNumber(to, settings.region);
    return { ...call, leg: 'agent-rung', agent: phone === undefined ? undefined : { phone } };
  }
  return { leg, direction: 'outbound', leadPhone: leadParam && dialledNumber(to, settings.region), agent: agent ?? call.agent };
}

function causeIn(fields: MessageFields, isDialled: boolean): Meaning | undefined {
  const prefix = isDialled ? 'DialBLeg' : '';
  const [code = '', name = ''] = [fields.text(`${prefix}HangupCauseCode`), fields.text(`${prefix}HangupCause`)];
  return causes.get(code.trim()) ?? causes.get(name.trim().toUpperCase());
}

/** A cause refines an ending without talk: the line was busy, whatever else it was called. A word of the seven statuses stands as said. */
function withCause(said: Meaning = { signal: 'unknown' }, durationSeconds: number | undefined, cause: Meaning | undefined): Meaning {
  const open = said.signal === 'unanswered' || (said.signal === 'completed' && !durationSeconds);
  return open && cause ? cause : said;
}

/** An inbound caller who hangs up before an answer abandons the call. */
function reasonOf({ reason }: Meaning, { direction, leg }: Sides): Meaning['reason'] {
  return reason === 'canceled' && direction === 'inbound' && leg === 'lead' ? 'abandoned' : reason;
}

function isMachine(fields: MessageFields): boolean {
  return fields.text('Machine')?.trim().toLowerCase() === 'true';
}

type Ending = { meaning: Meaning; leg: Leg; durationSeconds: number | undefined; isDialled: boolean };

function timesIn(fields: MessageFields, { meaning, leg, durationSeconds, isDialled }: Ending) {
  const talkSeconds = leg === 'agent-first' ? undefined : talkStatedBy(meaning, durationSeconds);
  // The times of a callback of Dial are those of the call that dialled.
  if (isDialled) return { talkSeconds };
  const ended = isTerminal(meaning.signal);
  const endedAt = ended ? fields.instant('EndTime') : undefined;
  const answeredAt = leg === 'agent-first' ? undefined : fields.instant('AnswerTime');
  const begun = fields.instant('StartTime') ?? fields.instant('SessionStart') ?? answeredAt ?? beforeEnd(endedAt, durationSeconds);
  return {
    occurredAt: endedAt ?? answeredAt,
    startedAt: begun,
    answeredAt: answered(meaning, talkSeconds) ? answeredAt : undefined,
    endedAt,
    talkSeconds,
  };
}

function beforeEnd(endedAt: Instant | undefined, durationSeconds = 0): Instant | undefined {
  return endedAt && plusSeconds(endedAt, -durationSeconds);
}

function answered({ signal }: Meaning, talkSeconds: number | undefined): boolean {
  return signal === 'answered' || (talkSeconds ?? 0) > 0;
}

import { toE164 } from '../../../shared/contracts/phone.ts';
import type { AgentReference, Signal, Statement } from '../../../shared/domain/fact.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { type Direction, type Reason, reasons } from '../../../shared/domain/status.ts';
import type { DiallerSettings } from './dialler.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import type { StandardEvent } from './standard-event.ts';
import { isJsonObject, valueAt } from './value-at.ts';

/** What an event of the `standard` body says of its call, and what in it could not be read. */
export function standardStatement(event: StandardEvent, settings: DiallerSettings): { statement: Statement; problems: readonly string[] } {
  const fields = new MessageFields((name) => (name === 'timestamp' ? event.timestamp : valueAt(event.data, name)), settings);
  const externalId = fields.id('callId');
  if (externalId === undefined && fields.problems.length === 0) fields.problems.push('callId is missing');
  const [word, direction] = [fields.text('status'), directionIn(fields)];
  const spoken = { ...timesIn(fields), talkSeconds: fields.seconds('durationSeconds') };
  const meaning = meaningWithEnd(word === undefined ? { signal: 'unknown' } : meaningOf(word, { ...settings, direction }), spoken);
  const reasonWord = fields.text('reason');
  const reason = ourReason(reasonWord);

  const statement = onlySaid({
    externalId: externalId ?? '',
    eventId: event.id,
    word,
    ...meaning,
    reason: reason ?? meaning.reason,
    reasonWord: reason === undefined ? reasonWord : undefined,
    direction,
    leadPhone: fields.phone('leadPhone'),
    agent: agentIn(fields, event, settings),
    ...spoken,
    occurredAt: occurredAt(meaning, spoken, fields.instant('timestamp')),
    note: fields.note('note'),
    followUpAt: fields.instant('followUpAt'),
    campaign: fields.text('campaign'),
    recordingUrl: fields.url('recordingUrl'),
  });
  return { statement, problems: fields.problems };
}

type Times = { startedAt: Instant | undefined; answeredAt: Instant | undefined; endedAt: Instant | undefined };

function timesIn(fields: MessageFields): Times {
  return { startedAt: fields.instant('startedAt'), answeredAt: fields.instant('answeredAt'), endedAt: fields.instant('endedAt') };
}

/** A disposition ends its call only where the message also says that it is over. */
function meaningWithEnd(meaning: Meaning, spoken: Times & { talkSeconds: number | undefined }): Meaning {
  const over = spoken.endedAt !== undefined || spoken.talkSeconds !== undefined;
  return meaning.disposition && over ? { ...meaning, signal: 'completed' } : meaning;
}

/** Which of a call's own times is the moment that a signal speaks of. */
const momentOf = {
  unknown: undefined,
  progress: 'startedAt',
  answered: 'answeredAt',
  completed: 'endedAt',
  unanswered: 'endedAt',
  'no-answer': 'endedAt',
  missed: 'endedAt',
  busy: 'endedAt',
  called: 'endedAt',
} as const satisfies Record<Signal, keyof Times | undefined>;

/** The call's own time before the message's, so that the same news sent again is the same statement; a disposition is dated by its message. */
function occurredAt({ signal, disposition }: Meaning, times: Times, timestamp: Instant | undefined): Instant | undefined {
  const moment = momentOf[signal];
  const own = moment && times[moment];
  return disposition ? (timestamp ?? own) : (own ?? timestamp);
}

const directions: ReadonlyMap<string, Direction> = new Map([
  ['inbound', 'inbound'],
  ['incoming', 'inbound'],
  ['outbound', 'outbound'],
  ['outgoing', 'outbound'],
]);

function directionIn(fields: MessageFields): Direction | undefined {
  const text = fields.text('direction');
  const direction = text === undefined ? undefined : directions.get(text.trim().toLowerCase());
  if (text !== undefined && direction === undefined) fields.problems.push('direction is neither inbound nor outbound');
  return direction;
}

/** One of our reasons; any other word is kept as it is, and changes nothing. */
function ourReason(word: string | undefined): Reason | undefined {
  return reasons.find((reason) => reason === word?.trim().toLowerCase());
}

function agentIn(fields: MessageFields, { data }: StandardEvent, { region }: DiallerSettings): AgentReference | undefined {
  if (data.agent === undefined || data.agent === null) return undefined;
  if (!isJsonObject(data.agent)) fields.problems.push('agent is not an object with id, email or phone');
  const phone = fields.text('agent.phone');
  const agent = { id: fields.text('agent.id'), email: fields.text('agent.email'), phone: phone && (toE164(phone, region) ?? phone) };
  const said = onlySaid(agent);
  return Object.keys(said).length > 0 ? said : undefined;
}

import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, plusSeconds } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import { answeredAt } from './answered-at.ts';
import { dialledNumber } from './dialled-number.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { firstOf } from './first-of.ts';
import { instantOf } from './instant-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { remarkOf } from './remark-of.ts';
import { talkStatedBy } from './talk-stated-by.ts';
import { withPlus } from './with-plus.ts';

/** Names of events, and `call_info.type`, that are not words of telephony. Whoever gives up as a caller has abandoned the call. */
const words = { incoming: 'ringing', missed: 'no-answer', voicemail_received: 'voicemail', 'Abandoned before ringing': 'canceled' };

const begun: ReadonlySet<string> = new Set(['incoming', 'initiated', 'ringing', 'answered']);
const inboundEnds: ReadonlySet<string> = new Set(['missed', 'voicemail', 'voicemail_received']);

/**
 * What an event says of its call; undefined for one that does not change it (queues, reports of an AI). Early events lack the call's `id`,
 * so calls are known by `call_sid`. `updated` brings what the agent chose and wrote, which `completed` may not have yet.
 * Source: developer.justcall.io, "Call Events" and "JustCall Call Object".
 */
export function justcallStatement(event: string, fields: MessageFields, settings: DiallerSettings): Statement | undefined {
  const isOver = event === 'completed' || event === 'updated' || inboundEnds.has(event);
  if (!begun.has(event) && !isOver) return undefined;
  const info = firstOf(fields, ['data.call_info.', 'data.']);
  const direction = directionOf(info.text('direction') ?? '') ?? (event === 'incoming' || inboundEnds.has(event) ? 'inbound' : undefined);
  const word = (isOver ? info.text('type') : undefined) ?? event;
  const meaning = meaningIn({ word, isOver, direction, missedReason: info.text('missed_call_reason') }, settings);
  const remark = remarkOf({ chosen: info.text('disposition'), comment: info.note('notes') }, settings);
  const times = timesIn(fields, meaning);
  const sentAt = fields.instant('sentAt');

  const said = {
    externalId: fields.id('data.call_sid') ?? fields.id('data.id') ?? '',
    eventId: fields.text('request_id'),
    direction,
    leadPhone: dialledNumber(withPlus(fields.text('data.contact_number')) ?? '', settings.region),
    agent: agentReference({ id: fields.text('data.agent_id'), email: fields.text('data.agent_email') }, settings.region),
    startedAt: times.startedAt,
    ...remark,
    recordingUrl: info.url('recording') ?? info.url('recording_child'),
  };
  // An update comes long after the end: unless it says when that was, it is no word of it.
  if (event === 'updated' && times.endedAt === undefined) return onlySaid({ ...said, signal: 'unknown' as const, occurredAt: sentAt });
  return onlySaid({
    ...said,
    ...times,
    word,
    ...meaning,
    disposition: remark.disposition ?? meaning.disposition,
    answeredAt: meaning.signal === 'answered' ? sentAt : answeredAt(times),
    // What the agent chose is dated by its message, the end by itself: sent again later, it is the same statement.
    occurredAt: event === 'updated' ? sentAt : (times.endedAt ?? sentAt),
  });
}

type Told = { word: string; isOver: boolean; direction: Direction | undefined; missedReason: string | undefined };

/** Answered is a state while the call goes on, and what became of it once it is over. Each reason for missing one is that no agent could be had. */
function meaningIn({ word, isOver, direction, missedReason }: Told, settings: DiallerSettings): Meaning {
  const said = meaningOf(word, { ...settings, words, direction });
  if (isOver && said.signal === 'answered') return { ...said, signal: 'called' };
  const untold = said.signal === 'unanswered' && said.reason === undefined;
  return untold && missedReason !== undefined ? { ...said, reason: 'agent-unavailable' } : said;
}

/** The beginning is said, in UTC, by date and time apart; the end follows from how long all of it lasted. */
function timesIn(fields: MessageFields, meaning: Meaning) {
  const duration = firstOf(fields, ['data.call_duration.']);
  const totalSeconds = duration.duration('total_duration');
  const talkSeconds = talkStatedBy(meaning, duration.duration('conversation_time') ?? totalSeconds);
  const startedAt = startIn(fields);
  const isOver = isTerminal(meaning.signal);
  return {
    startedAt,
    endedAt: isOver && startedAt !== undefined && totalSeconds !== undefined ? plusSeconds(startedAt, totalSeconds) : undefined,
    talkSeconds,
    ringSeconds: isOver ? duration.duration('ring_time') : undefined,
  };
}

function startIn(fields: MessageFields): Instant | undefined {
  const time = fields.text('data.call_time');
  if (time === undefined) return undefined;
  return fields.read('data.call_date', (date) => instantOf(`${date.trim()} ${time.trim()}`, 'UTC'), 'a date with a time in call_time');
}

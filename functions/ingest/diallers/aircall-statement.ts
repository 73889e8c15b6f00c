import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, secondsBetween } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction, Reason } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { dispositionOf } from './disposition-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { remarkOf } from './remark-of.ts';
import { textsIn } from './texts-in.ts';

/** Aircall's statuses that are not words of telephony, and causes of a hangup that some accounts get. */
const words = { initial: 'initiated', done: 'completed', user_busy: 'busy' };

/** `missed_call_reason` of an inbound call, to ours; any other says no more than that it was missed. */
const missedReasons: ReadonlyMap<string, Reason> = new Map<string, Reason>([
  ['out_of_opening_hours', 'agent-unavailable'],
  ['no_available_agent', 'agent-unavailable'],
  ['agents_did_not_answer', 'agent-unavailable'],
  ['short_abandoned', 'abandoned'],
  ['abandoned_in_ivr', 'abandoned'],
]);

/**
 * What an event says of its call: `data` is the whole call, as it stands by then, in every event. `call.hungup` comes at once and incomplete,
 * so it ends nothing; `call.ended`, some 30 s later, does, and so does whatever comes after it. `duration` contains ringing and is not used.
 * Source: developer.aircall.io, "Webhooks" and "Calls".
 */
export function aircallStatement(event: string, fields: MessageFields, settings: DiallerSettings): Statement {
  const direction = directionOf(fields.text('data.direction') ?? '');
  const times = {
    startedAt: fields.instant('data.started_at'),
    answeredAt: fields.instant('data.answered_at'),
    endedAt: fields.instant('data.ended_at'),
  };
  const status = fields.text('data.status');
  const voicemail = fields.url('data.voicemail_short_url') ?? fields.url('data.voicemail');
  const told = { event, status, direction, answered: times.answeredAt !== undefined, voicemail: voicemail !== undefined };
  const meaning = meaningIn(told, fields, settings);
  const remark = remarkIn(fields, settings);

  return onlySaid({
    externalId: fields.id('data.id') ?? '',
    eventId: [fields.text('data.id'), event, fields.text('timestamp')].join(':').slice(0, eventIdLimit),
    word: status ?? event,
    ...meaning,
    disposition: remark.disposition ?? meaning.disposition,
    direction,
    leadPhone: fields.anyPhone('data.raw_digits'),
    agent: agentReference({ id: fields.text('data.user.id'), email: fields.text('data.user.email') }, settings.region),
    ...times,
    occurredAt: occurredAt(event, meaning, { ...times, sentAt: fields.instant('timestamp') }),
    talkSeconds: talkSecondsOf(meaning, times),
    note: remark.note,
    recordingUrl: fields.url('data.asset') ?? fields.url('data.recording_short_url') ?? fields.url('data.recording') ?? voicemail,
  });
}

const eventIdLimit = 256;

type Told = { event: string; status: string | undefined; direction: Direction | undefined; answered: boolean; voicemail: boolean };

function meaningIn({ event, status, direction, answered, voicemail }: Told, fields: MessageFields, settings: DiallerSettings): Meaning {
  const meaning = (word: string) => meaningOf(word, { ...settings, words, direction });
  const stated = meaning(status ?? event);
  if (event === 'hungup') return isTerminal(stated.signal) ? { signal: 'progress' } : stated;
  const said: Meaning = event === 'ended' && !isTerminal(stated.signal) ? { ...stated, signal: 'completed' } : stated;
  if (said.signal !== 'completed' || answered) return said;
  if (voicemail || event === 'voicemail_left') return { ...said, signal: 'unanswered', reason: 'voicemail' };
  if (meaning(fields.text('data.hangup_cause') ?? '').signal === 'busy') return { ...said, signal: 'busy' };
  const reason = direction === 'inbound' ? missedReasons.get(fields.text('data.missed_call_reason') ?? '') : undefined;
  return { ...said, signal: 'unanswered', ...(reason && { reason }) };
}

/** The first tag that is one of the seven statuses, or in the account's dictionary, is the agent's choice; the other tags go with the comments. */
function remarkIn(fields: MessageFields, settings: DiallerSettings) {
  const tags = textsIn(fields, 'data.tags', 'name');
  const comments = textsIn(fields, 'data.comments', 'content');
  const disposition = tags.map((tag) => dispositionOf(tag, settings.statusMap)).find((one) => one !== undefined);
  const others = tags.filter((tag) => dispositionOf(tag, settings.statusMap) === undefined);
  const chosen = others.length > 0 ? others.join(', ') : undefined;
  return { disposition, note: remarkOf({ chosen, comment: comments.length > 0 ? comments.join('\n') : undefined }, settings).note };
}

type Times = { answeredAt: Instant | undefined; endedAt: Instant | undefined };

/** Tags and comments come after the end, and are dated by their message: the newest stands. */
function occurredAt(event: string, { signal }: Meaning, at: Times & { sentAt: Instant | undefined }): Instant | undefined {
  const own = isTerminal(signal) ? at.endedAt : signal === 'answered' ? at.answeredAt : undefined;
  return event === 'ended' || event === 'answered' ? (own ?? at.sentAt) : (at.sentAt ?? own);
}

function talkSecondsOf({ signal }: Meaning, { answeredAt, endedAt }: Times): number | undefined {
  if (!isTerminal(signal)) return undefined;
  if (answeredAt === undefined) return 0;
  return endedAt === undefined ? undefined : Math.max(0, secondsBetween(answeredAt, endedAt));
}

import type { AgentReference, Statement } from '../../../shared/domain/fact.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { dispositionOf } from './disposition-of.ts';
import { firstOf } from './first-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';

/** What comes after `call.` in the type of an event, to our words. */
const eventWords: Readonly<Record<string, string>> = {
  dialing: 'ringing',
  dialed: 'ringing',
  received: 'ringing',
  connected: 'answered',
  bridged: 'answered',
  ended: 'completed',
  hangup: 'completed',
  disconnected: 'completed',
  summary: 'completed',
  missed: 'no-answer',
  not_answered: 'no-answer',
};

/**
 * What an event says of its call: the v2 envelope (`event_type`, `session_id`, `payload`), or the signed one (`type`, `data`).
 * The fields inside `payload` are in no document that is public: each is looked for under the names that are in use elsewhere.
 * Source: support.myoperator.com, "Webhook v2" and "What is a webhook".
 */
export function myoperatorEvent(fields: MessageFields, settings: DiallerSettings): Statement {
  const said = firstOf(fields, ['payload.', 'data.', '']);
  const type = fields.text('event_type') ?? fields.text('type') ?? '';
  const direction = directionOf(fields.text('direction') ?? said.text('direction') ?? '');
  const talkSeconds = said.duration('talk_duration', 'talk_time', 'conversation_duration', 'duration_sec', 'duration');
  const event = type.replace(/^call\W?/i, '');
  const status = said.text('status', 'call_status');
  const remark = said.text('disposition', 'disposition.name', 'disposition_name');
  const meaning = meaningIn({ event, status, direction, talkSeconds }, settings);
  const at = fields.instant('timestamp') ?? fields.instant('created_at');
  const disposition = remark === undefined ? undefined : dispositionOf(remark, settings.statusMap);
  const over = isTerminal(meaning.signal);

  return onlySaid({
    externalId: callIdIn(fields),
    eventId: fields.text('event_id') ?? fields.text('id'),
    word: event === 'disposition' ? undefined : (status ?? event),
    ...meaning,
    disposition: disposition ?? meaning.disposition,
    direction,
    leadPhone: leadPhoneIn(fields, direction),
    agent: agentIn(said, settings),
    occurredAt: over ? (said.instant('end_time', 'ended_at') ?? at) : at,
    startedAt: said.instant('start_time', 'started_at'),
    answeredAt: said.instant('answer_time', 'answered_at'),
    endedAt: over ? said.instant('end_time', 'ended_at') : undefined,
    talkSeconds: over ? talkSeconds : undefined,
    note: said.note('notes', 'note', 'comment', 'remarks') ?? (disposition === undefined ? remark : undefined),
    followUpAt: followUpAtIn(said),
    campaign: said.text('campaign', 'campaign_id', 'campaign_name'),
    recordingUrl: said.url('recording_url', 'recording'),
  });
}

type Said = ReturnType<typeof firstOf>;

function callIdIn(fields: MessageFields): string {
  const id = ['session_id', 'data.call_id', 'payload.session_id', 'payload.call_id', 'call_id']
    .map((name) => fields.id(name))
    .find((one) => one !== undefined);
  if (id === undefined) fields.problems.push('session_id is missing');
  return id ?? '';
}

/** The customer of v2; of the signed event, whoever called us or whom we called. */
function leadPhoneIn(fields: MessageFields, direction: Direction | undefined): string | undefined {
  return fields.anyPhone('customer_identifier') ?? fields.anyPhone(direction === 'inbound' ? 'data.from' : 'data.to');
}

function agentIn(said: Said, { region }: DiallerSettings): AgentReference | undefined {
  const id = said.text('agent.id', 'agent_id');
  const email = said.text('agent.email', 'agent_email');
  return agentReference({ id, email, phone: said.text('agent.phone', 'agent.number', 'agent_number', 'agent') }, region);
}

function followUpAtIn(said: Said): Instant | undefined {
  return said.instant('follow_up_at', 'callback_time', 'followup_time');
}

type Told = { event: string; status: string | undefined; direction: Direction | undefined; talkSeconds: number | undefined };

/** An ending that the payload gives says more than the event's name. An event that states how long they talked is told after they did. */
function meaningIn({ event, status, direction, talkSeconds }: Told, settings: DiallerSettings): Meaning {
  if (event === 'disposition') return { signal: 'unknown' };
  const meaning = (word: string) => meaningOf(word, { ...settings, direction, words: eventWords });
  const [named, stated] = [meaning(event), status === undefined ? undefined : meaning(status)];
  const stronger = stated && (isTerminal(stated.signal) || stated.disposition || named.signal === 'unknown') ? stated : named;
  return stronger.signal === 'answered' && talkSeconds ? { signal: 'completed' } : stronger;
}

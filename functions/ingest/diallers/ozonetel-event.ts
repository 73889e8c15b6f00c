import type { Signal, Statement } from '../../../shared/domain/fact.ts';
import { agentReference } from './agent-reference.ts';
import type { DiallerSettings } from './dialler.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { ozonetelDirection } from './ozonetel-direction.ts';

/** An agent who disconnects is not the end of the call (another may be rung): the CDR is. */
const signalOf: ReadonlyMap<string, Signal> = new Map([
  ['calling', 'progress'],
  ['answered', 'answered'],
  ['disconnect', 'progress'],
]);

/**
 * What an event of the subscription says of its call, while it goes on. `event_time` is when it happened, `eventTime` when it was sent.
 * Source: docs.ozonetel.com, "Subscribe to events".
 */
export function ozonetelEvent(fields: MessageFields, settings: DiallerSettings): Statement {
  const externalId = fields.id('monitor_ucid') ?? fields.id('ucid') ?? '';
  const [action, agentId] = [fields.text('action') ?? '', fields.text('agent_id')];
  const happenedAt = fields.instant('event_time') ?? fields.instant('eventTime');
  const signal = signalOf.get(action.trim().toLowerCase()) ?? 'unknown';
  return onlySaid({
    externalId,
    eventId: `${externalId}:${action}:${agentId ?? ''}`,
    word: action === '' ? undefined : action,
    signal,
    direction: ozonetelDirection(fields.text('call_type')),
    leadPhone: fields.anyPhone('caller_id'),
    agent: agentReference({ id: agentId, phone: fields.text('agent_number') }, settings.region),
    occurredAt: happenedAt,
    startedAt: action.toLowerCase() === 'calling' ? happenedAt : undefined,
    answeredAt: signal === 'answered' ? happenedAt : undefined,
  });
}

import type { RecordedCall } from '../domain/call.ts';
import { plusSeconds } from '../domain/instant.ts';
import { mayHaveTwin, sameCallSeconds, type Twins, twinsOf } from '../domain/same-call.ts';
import type { CallStore } from './call-store.ts';

/**
 * What else of what is kept may be the same call as this one. The index that it is found by may lag behind writes by a moment; what the
 * index shows is read as it is now, as two halves that both see the other as it was would stay two.
 */
export async function twinsNear(call: RecordedCall, calls: Pick<CallStore, 'nearOnLead' | 'getMany'>): Promise<Twins> {
  const { leadId, agent, startedAt } = call.call;
  if (leadId === null || agent === null || !mayHaveTwin(call)) return { kind: 'none' };
  // Twice the span, as whoever may be this call may be another one as well.
  const span = { from: plusSeconds(startedAt, -2 * sameCallSeconds), to: plusSeconds(startedAt, 2 * sameCallSeconds) };
  const near = await calls.nearOnLead(call.workspace, leadId, span);
  const ids = near.filter((other) => other.agent === agent.id && other.id !== call.id).map(({ id }) => id);
  return ids.length === 0 ? { kind: 'none' } : twinsOf(call, await calls.getMany(call.workspace, ids, { consistent: true }));
}

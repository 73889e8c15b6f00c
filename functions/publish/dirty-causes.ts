import type { FactSource } from '../../shared/domain/fact.ts';
import { earliest } from '../../shared/domain/instant.ts';
import { isReframed } from '../../shared/domain/reframed-call.ts';
import type { CauseKind, DirtyCause } from '../../shared/domain/restatement.ts';
import type { CallChange } from './call-events.ts';

const kindOf = {
  dialler: 'late-webhook',
  agent: 'agent-log',
  correction: 'correction',
  sweep: 'sweep',
} as const satisfies Record<FactSource, CauseKind>;

/** Why a change of a call makes its days wrong: who said something new of it. None where nothing is left of the call. */
export function dirtyCauses({ before, after, merged = false }: CallChange): DirtyCause[] {
  if (!after) return merged && before ? [{ kind: 'call-changed', callId: before.id, openSince: null }] : [];
  const known = new Set(before?.facts.map(({ id }) => id));
  const kinds = new Set<CauseKind>(after.facts.filter(({ id }) => !known.has(id)).map(({ source }) => kindOf[source]));
  const wasOpen = before !== undefined && !before.call.ended && after.call.ended;
  const openSince = wasOpen ? (earliest(before.facts.map(({ receivedAt }) => receivedAt)) ?? null) : null;
  const without: CauseKind = before && isReframed(before, after) ? 'rebuild' : 'call-changed';
  const named: CauseKind[] = kinds.size === 0 ? [without] : [...kinds];
  return named.map((kind) => ({ kind, callId: after.id, openSince }));
}

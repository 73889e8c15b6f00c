import type { Lead } from './lead.ts';

/** Statuses of leads that are no work for their owner any more: they do not count towards the load. */
const closedStatuses: readonly string[] = ['not-interested', 'wrong-number', 'customer'];

/** The agent who has this lead as work; null where nobody has. */
export function loadedAgent({ status, owner }: Pick<Lead, 'status' | 'owner'>): string | null {
  return closedStatuses.includes(status) ? null : owner;
}

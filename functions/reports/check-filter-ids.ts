import type { Directory } from '../../shared/domain/workspace.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import { known } from '../api/known.ts';

/** Ids by which a report may be filtered. */
type FilterIds = Partial<Record<'agent' | 'owner' | 'branch' | 'department' | 'campaign', string | undefined>>;

/**
 * An empty answer about an id that nobody knows reads like the truth about somebody; what was removed still has its numbers.
 *
 * @param counted calls or leads that were found
 * @throws Problem 400 naming every id that is not there, where nothing was found
 */
export function checkFilterIds(ids: FilterIds, counted: number, { agents, branches, departments, campaigns }: Directory): void {
  if (counted > 0) return;
  const wrong = [
    ...known('agent', ids.agent, agents),
    ...known('owner', ids.owner, agents),
    ...known('branch', ids.branch, branches),
    ...known('department', ids.department, departments),
    ...known('campaign', ids.campaign, campaigns),
  ];
  if (wrong.length > 0) throw invalid(wrong);
}

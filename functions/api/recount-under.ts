import type { Settings } from '../../shared/domain/workspace.ts';
import { keptDays, markDays } from '../rollup/mark-days.ts';
import type { ApiDependencies } from './api-dependencies.ts';

/** Settings that numbers of a report follow. Zone and machines are none: they are frozen on calls, and hold for those there only once a rebuild is asked for. */
const followed = ['conversationSeconds', 'missedReturnHours'] as const satisfies readonly (keyof Settings)[];

type Changing = { before: Settings; workspace: string };

/** Where other settings make other numbers, has every counted day whose calls are still there counted again: no report mixes two of them. */
export async function recountUnder(after: Settings, { before, workspace }: Changing, { reports, now }: ApiDependencies): Promise<void> {
  if (followed.every((name) => before[name] === after[name])) return;
  const at = now();
  const { from, to } = keptDays(before, at);
  const days = (await reports.summaries(workspace, from, to)).map(({ day }) => day);
  await markDays({ workspace, days, kind: 'settings', at }, reports);
}

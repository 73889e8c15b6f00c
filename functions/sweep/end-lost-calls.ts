import { callFrom } from '../../shared/domain/call-from.ts';
import { type Instant, plusSeconds } from '../../shared/domain/instant.ts';
import { leaseSeconds, lostEnding } from '../../shared/domain/lost-ending.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { factIdOf } from '../../shared/store/ids.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';

export type SweepDependencies = {
  workspaces: Pick<WorkspaceStore, 'workspaces' | 'directory'>;
  calls: Pick<CallStore, 'liveReports' | 'getMany' | 'save'>;
  now: () => Instant;
};

export type Swept = { workspace: string; ended: number };

/**
 * Ends the calls that nobody ended, of every workspace. A call that somebody writes at this moment is left to the next run.
 * @returns the workspaces where it ended any.
 */
export async function endLostCalls(dependencies: SweepDependencies): Promise<Swept[]> {
  const swept: Swept[] = [];
  for (const workspace of await dependencies.workspaces.workspaces()) {
    const ended = await endOfWorkspace(workspace, dependencies);
    if (ended > 0) swept.push({ workspace, ended });
  }
  return swept;
}

async function endOfWorkspace(workspace: string, { workspaces, calls, now }: SweepDependencies): Promise<number> {
  const at = now();
  // What is not older than the lease cannot have outlived it.
  const old = (await calls.liveReports(workspace)).filter(({ startedAt }) => startedAt < plusSeconds(at, -leaseSeconds));
  if (old.length === 0) return 0;
  const directory = await workspaces.directory(workspace);
  if (!directory) return 0;

  let ended = 0;
  for (const call of await calls.getMany(
    workspace,
    old.map(({ id }) => id),
  )) {
    const ending = lostEnding(call, at);
    if (!ending) continue;
    const { receivedAt: _, ...said } = ending;
    const facts = [...call.facts, { ...ending, id: factIdOf({ ...said, externalId: call.externalId }) }];
    const after = { ...call, facts, version: call.version + 1, call: callFrom(facts, call.frame) };
    if ((await calls.save(after, { retentionDays: directory.settings.retentionDays })) === 'saved') ended += 1;
  }
  return ended;
}

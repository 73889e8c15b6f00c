import type { RecordedCall } from '../../shared/domain/call.ts';
import { mayHaveTwin, mergedCall } from '../../shared/domain/same-call.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { flagDuplicates } from '../../shared/store/flag-duplicates.ts';
import { twinsNear } from '../../shared/store/twins-near.ts';
import type { CallChange } from './call-events.ts';

export type PairDependencies = {
  calls: Pick<CallStore, 'get' | 'getMany' | 'nearOnLead' | 'save' | 'merge'>;
  directory: (workspace: string) => Promise<Directory | undefined>;
};

const mostTries = 5;

/** The call of a change after which its other half may be found: lead, agent, start or end are news of it. */
export function unpairedIn({ before, after }: CallChange): RecordedCall | undefined {
  if (!after || !mayHaveTwin(after)) return undefined;
  return before && findableBy(before) === findableBy(after) ? undefined : after;
}

function findableBy({ call }: RecordedCall): string {
  return [call.leadId, call.agent?.id, call.startedAt, call.ended].join('#');
}

/**
 * Makes one call of a log and a dialler's call that are kept as two: they came at the same moment, or the agent became known later.
 * Of the two, whichever was written last finds the other. Where nobody can tell, all are flagged.
 * @throws Error where others kept writing them: the stream tries again.
 */
export async function pairCalls(changes: readonly { unpaired: RecordedCall | undefined }[], dependencies: PairDependencies): Promise<void> {
  const unpaired = changes.map((change) => change.unpaired).filter((call) => call !== undefined);
  const ofLeads = Map.groupBy(unpaired, ({ workspace, call }) => `${workspace}#${call.leadId}`);
  await Promise.all([...ofLeads.values()].map((calls) => pairInTurn(calls, dependencies)));
}

/** Two halves in one batch must not look for one another at once. */
async function pairInTurn(calls: readonly RecordedCall[], dependencies: PairDependencies): Promise<void> {
  for (const call of calls) await pairCall(call, dependencies);
}

async function pairCall(told: RecordedCall, { calls, directory }: PairDependencies): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) {
    if ((await twinsNear(told, calls)).kind === 'none') return;
    const call = await calls.get(told.workspace, told.id, { consistent: true });
    if (!call || call.id !== told.id) return; // it is merged already
    const twins = await twinsNear(call, calls);
    if (twins.kind === 'none') return;

    const settings = (await directory(told.workspace))?.settings;
    if (!settings) return; // the workspace is gone
    const { retentionDays } = settings;
    if (twins.kind === 'several') return flagDuplicates([call, ...twins.calls], calls, { retentionDays });
    const merged = mergedCall(call, twins.twin);
    const other = merged.id === call.id ? twins.twin : call;
    if ((await calls.merge(merged, other, { retentionDays })) === 'saved') return;
  }
  throw new Error(`Cannot pair call "${told.id}" with what else was told of it: others wrote them ${mostTries} times meanwhile`);
}

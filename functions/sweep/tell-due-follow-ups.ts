import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';
import { told } from '../../shared/domain/follow-up-changes.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { FollowUpStore } from '../../shared/store/follow-up-store.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';

export type TellDueDependencies = {
  workspaces: Pick<WorkspaceStore, 'workspaces'>;
  leads: Pick<LeadStore, 'get' | 'save'>;
  followUps: Pick<FollowUpStore, 'due'>;
  now: () => Instant;
};

/** Most follow-ups fall due on the hour, all at once. */
const atOnce = 25;
const mostTries = 3;

/**
 * Marks the follow-ups whose time has come, of every workspace, each once: the mark is in the lead's own version, and what the stream tells of
 * it is the reminder. A lead that others keep writing is left to the next run.
 * @returns the workspaces where any fell due, and how many.
 */
export async function tellDueFollowUps(dependencies: TellDueDependencies): Promise<{ workspace: string; told: number }[]> {
  const { workspaces, followUps, now } = dependencies;
  const swept: { workspace: string; told: number }[] = [];
  for (const workspace of await workspaces.workspaces()) {
    const due = await followUps.due(workspace, now());
    let count = 0;
    for (let start = 0; start < due.length; start += atOnce) {
      const some = await Promise.all(due.slice(start, start + atOnce).map((followUp) => tell(followUp, dependencies)));
      count += some.filter(Boolean).length;
    }
    if (count > 0) swept.push({ workspace, told: count });
  }
  return swept;
}

async function tell({ workspace, leadId, id }: FollowUpRecord, { leads, now }: TellDueDependencies): Promise<boolean> {
  for (let tries = 0; tries < mostTries; tries++) {
    const before = await leads.get(workspace, leadId, { consistent: true });
    const followUp = before?.followUp;
    const at = now();
    // The index may lag behind: by now it may be done, moved or told.
    if (!before || followUp?.id !== id || followUp.toldAt !== null || followUp.at > at) return false;
    if ((await leads.save({ before, after: told(before, followUp, at), at })) === 'saved') return true;
  }
  return false;
}

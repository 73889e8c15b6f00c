import { agentQueue } from '../../shared/domain/agent-queue.ts';
import { assignmentTally } from '../../shared/domain/assignment-tally.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Planned } from '../../shared/domain/plan-assignment.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { decideOnLeads } from '../assign/decide-on-leads.ts';
import type { SettleDependencies, Written } from '../assign/settle-decision.ts';

export type RetakeDependencies = SettleDependencies & { leads: Pick<LeadStore, 'due'> };

/** Of one workspace in one minute; the others come after them. */
const mostLeads = 1000;

/**
 * Decides again on the leads whose time has come. While nobody at all is free nothing is read or written: they stay due.
 * @returns how many leads got an agent
 */
export async function retakeDeferred(
  { directory, until }: { directory: Directory; until: Instant },
  dependencies: RetakeDependencies,
): Promise<number> {
  const { workspace, policy, agents } = directory;
  const { leads: store, now } = dependencies;
  const free = agentQueue({ agents, loads: await store.loads(workspace) }, policy).choose({ previous: [], owner: null });
  if (free.kind === 'nobody') return 0;
  const leads = await store.due(workspace, now(), mostLeads);
  if (leads.length === 0) return 0;
  const tally = assignmentTally();
  await decideOnLeads({ leads, until, tally }, { directory, idOf: decisionId, writtenOf: writtenAgain }, dependencies);
  return tally.result().assigned;
}

/** One decision for each time that a lead was told to wait until. */
function decisionId({ deferredUntil }: { deferredUntil: Instant | null }): string {
  return `due-${deferredUntil ?? 'no-more'}`;
}

/** A lead that nothing was waiting for any more was taken up by somebody else; one that waits on is only given its next time. */
function writtenAgain({ lead, decision }: Planned): Written {
  if (lead.deferredUntil === null) return 'nothing';
  return decision.kind === 'deferred' ? 'lead' : 'with-decision';
}

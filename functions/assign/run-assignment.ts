import { type AssignmentResult, assignmentTally } from '../../shared/domain/assignment-tally.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { byWaiting, type Planned } from '../../shared/domain/plan-assignment.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { decideOnLeads } from './decide-on-leads.ts';
import type { SettleDependencies, Written } from './settle-decision.ts';

export type RunDependencies = SettleDependencies & { leads: Pick<LeadStore, 'ofStatus'> };

type Run = {
  directory: Directory;
  /** Of the run; its decisions bear it. */
  id: string;
  /** No lead is begun after that moment. */
  until: Instant;
};

export type RunEnd = {
  result: AssignmentResult;
  /** Leads that it did not come to. */
  left: number;
};

export const policyIsOff = 'auto-assignment is off';

/**
 * Decides on every lead of the policy's statuses, the longest waiting first, and carries the decisions out. Two runs at once move a lead once:
 * it is written as it was read, or decided on anew.
 */
export async function runAssignment({ directory, id, until }: Run, dependencies: RunDependencies): Promise<RunEnd> {
  const tally = assignmentTally();
  if (!directory.policy.enabled) return { result: tally.result(policyIsOff), left: 0 };
  const leads = await leadsOf(directory, dependencies.leads);
  const left = await decideOnLeads({ leads, until, tally }, { directory, idOf: () => id, writtenOf: writtenByRun }, dependencies);
  return { result: tally.result(left > 0 ? 'the rest goes on by itself' : undefined), left };
}

/** All leads of the statuses that a policy recycles, the longest waiting first. */
export async function leadsOf({ workspace, policy }: Directory, leads: Pick<LeadStore, 'ofStatus'>): Promise<Lead[]> {
  // A lead that changes its status while they are read may come twice.
  const found = new Map<string, Lead>();
  for (const status of new Set(policy.statuses)) {
    for await (const page of leads.ofStatus(workspace, status)) for (const lead of page) found.set(lead.id, lead);
  }
  return byWaiting([...found.values()]);
}

/** What stays as it is, is not written: else each run would write each lead. A lead that waits already goes on waiting until its time. */
function writtenByRun({ lead, decision }: Planned): Written {
  if (decision.kind === 'kept') return 'nothing';
  return decision.kind === 'deferred' && lead.deferredUntil !== null ? 'nothing' : 'with-decision';
}

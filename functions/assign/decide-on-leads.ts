import type { AssignmentTally } from '../../shared/domain/assignment-tally.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { assignmentPlan, type Planned } from '../../shared/domain/plan-assignment.ts';
import type { Decision } from '../../shared/domain/reassignment.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { inLanes } from './in-lanes.ts';
import { type SettleDependencies, type Settling, settleDecision } from './settle-decision.ts';

/** Leads that are planned from one look at the loads. */
const leadsAtATime = 500;
const writesAtOnce = 40;
const readsAtOnce = 60;

type Round = {
  /** In the order in which they are decided on. */
  leads: readonly Lead[];
  /** No more is begun after that moment. */
  until: Instant;
  tally: AssignmentTally;
};

/**
 * Decides on leads and carries the decisions out, some hundred at a time.
 * @returns how many leads are left: the time was over, or others kept writing them
 */
export async function decideOnLeads({ leads, until, tally }: Round, settling: Settling, dependencies: SettleDependencies): Promise<number> {
  const { workspace, policy, agents, settings } = settling.directory;
  let disturbed = 0;
  for (let start = 0; start < leads.length; start += leadsAtATime) {
    if (dependencies.now() >= until) {
      tally.leave(leads.length - start);
      return leads.length - start + disturbed;
    }
    const some = leads.slice(start, start + leadsAtATime);
    const [loads, calls] = await Promise.all([dependencies.leads.loads(workspace), callsOf(some, dependencies.calls)]);
    const plan = assignmentPlan({ policy, agents, loads, timezone: settings.timezone, now: dependencies.now() });
    const planned = some.map((lead) => plan(lead, calls.get(lead.id) ?? []));
    const tasks = planned.map((one) => ({ lanes: agentsIn(one), work: () => settleDecision(one, settling, dependencies) }));
    for (const [index, decision] of (await inLanes(tasks, writesAtOnce)).entries()) {
      tally.add(some[index]?.id ?? '', decision);
      if (decision.reason === 'changed-meanwhile') disturbed += 1;
    }
  }
  return disturbed;
}

/** The same, with nothing carried out. */
export async function foreseeOnLeads(
  { leads, until, tally }: Round,
  { directory, loads }: { directory: Directory; loads: Parameters<typeof assignmentPlan>[0]['loads'] },
  dependencies: Pick<SettleDependencies, 'calls' | 'now'>,
): Promise<void> {
  const { policy, agents, settings } = directory;
  const plan = assignmentPlan({ policy, agents, loads, timezone: settings.timezone, now: dependencies.now() });
  for (let start = 0; start < leads.length; start += leadsAtATime) {
    if (dependencies.now() >= until) return tally.leave(leads.length - start);
    const some = leads.slice(start, start + leadsAtATime);
    const calls = await callsOf(some, dependencies.calls);
    for (const lead of some) tally.add(lead.id, plan(lead, calls.get(lead.id) ?? []).decision);
  }
}

/** The calls of those leads whose calls can matter: one that was never called, or that has no owner, is decided on without. */
async function callsOf(leads: readonly Lead[], calls: Pick<CallStore, 'ofLead'>): Promise<Map<string, ReportCall[]>> {
  const asked = leads.filter((lead) => lead.lastCallAt !== null && lead.owner !== null && lead.followUp === null);
  const tasks = asked.map((lead) => ({ lanes: [], work: () => calls.ofLead(lead.workspace, lead.id) }));
  const found = await inLanes(tasks, readsAtOnce);
  return new Map(asked.map((lead, index) => [lead.id, found[index] ?? []]));
}

/** Whose loads a decision changes: two at once would disturb one another. */
function agentsIn({ lead, decision }: Planned): string[] {
  const moves: Record<Decision['kind'], boolean> = { assigned: true, reassigned: true, pooled: true, deferred: false, kept: false };
  if (!moves[decision.kind]) return [];
  return [lead.owner, 'to' in decision ? decision.to : null].filter((id) => id !== null);
}

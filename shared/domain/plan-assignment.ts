import { agentQueue, type Candidates } from './agent-queue.ts';
import { nextCallingMoment } from './calling-hours.ts';
import { decideWith } from './decide-reassignment.ts';
import type { Instant } from './instant.ts';
import type { Lead } from './lead.ts';
import { leadAfter } from './lead-after.ts';
import type { Decision } from './reassignment.ts';
import type { ReportCall } from './report-call.ts';
import { compare } from './said.ts';
import { zoneOfLead } from './timezone-of-phone.ts';
import type { AssignmentPolicy } from './workspace.ts';

/** A lead, what is to become of it, and how many leads its next agent has until then. */
export type Planned = { lead: Lead; decision: Decision; load: number };

type Plan = Candidates & {
  policy: AssignmentPolicy;
  /** Zone of the workspace. */
  timezone: string;
  now: Instant;
};

/** Decides on leads one after another, each as if what was decided before it were done. */
export function assignmentPlan({ policy, agents, loads, timezone, now }: Plan): (lead: Lead, calls: readonly ReportCall[]) => Planned {
  const queue = agentQueue({ agents, loads }, policy);
  // Zones are few, and a moment in one costs as much as all the rest of a decision.
  const callable = new Map<string, Instant | null>();
  const callableAt = (zone: string): Instant | null => {
    const known = callable.get(zone);
    if (known !== undefined) return known;
    const moment = nextCallingMoment(now, policy.callingHours, zone);
    callable.set(zone, moment);
    return moment;
  };

  return (lead, calls) => {
    const question = { lead, calls, policy, now, callableAt: callableAt(zoneOfLead(lead) ?? timezone), after: 'run' as const };
    const { decision, load } = decideWith(queue, question);
    queue.moved({ before: lead, after: leadAfter(lead, decision, now), at: now });
    return { lead, decision, load };
  };
}

/** The longest waiting first: without an owner since the lead is there, else since it was last called. */
export function byWaiting(leads: readonly Lead[]): Lead[] {
  const since = (lead: Lead) => (lead.owner === null ? lead.createdAt : (lead.lastCallAt ?? lead.assignedAt ?? lead.createdAt));
  return leads.toSorted((a, b) => compare(since(a), since(b)) || compare(a.id, b.id));
}

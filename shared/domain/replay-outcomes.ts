import { agentQueue, type Candidates } from './agent-queue.ts';
import { blankLead } from './blank-lead.ts';
import { nextCallingMoment } from './calling-hours.ts';
import { decideWith } from './decide-reassignment.ts';
import { heapOf } from './heap.ts';
import { type Instant, latest } from './instant.ts';
import type { Lead } from './lead.ts';
import { leadAfter } from './lead-after.ts';
import { isUnanswered, leadStatusAfter, leadStatusMadeBy } from './lead-status-after.ts';
import type { Decision, ReasonCode } from './reassignment.ts';
import type { ReportCall } from './report-call.ts';
import { compare } from './said.ts';
import type { AssignmentPolicy } from './workspace.ts';

type Replay = Candidates & {
  workspace: string;
  /** Ended calls, in any order. */
  calls: readonly ReportCall[];
  policy: AssignmentPolicy;
  timezone: string;
  now: Instant;
};

/** A lead as far as the calls told of it. */
type Told = { lead: Lead; calls: ReportCall[] };

/** Deferrals that end by the clock alone. */
const timedReasons: readonly ReasonCode[] = ['cooling-down', 'outside-calling-hours'];
type Waiting = { at: Instant; leadId: string };

/**
 * What a policy would have decided after each of these calls that nobody answered. Assumed is: a lead was its first caller's when the calls begin,
 * and in no status that a person gave it; it is called when it was called, whoever has it; agents, loads and caps are those of now. A lead that
 * has to wait is taken up again when its time comes, and one that nobody could take at the end.
 * @returns each decision, of those that wait the last
 */
export function replayOutcomes({
  workspace,
  calls,
  policy,
  timezone,
  now,
  ...candidates
}: Replay): { leadId: string; decision: Decision }[] {
  const queue = agentQueue(candidates, policy);
  const inOrder = calls.filter((call) => call.leadId !== null).toSorted((a, b) => compare(endOf(a), endOf(b)) || compare(a.id, b.id));
  const leads = leadsAtFirst(workspace, inOrder);
  const timed = heapOf<Waiting>((a, b) => a.at < b.at);
  const decided: { leadId: string; decision: Decision }[] = [];
  const waiting = new Map<string, Decision>();

  function decide({ lead, calls: soFar }: Told, at: Instant): Lead {
    const callableAt = nextCallingMoment(at, policy.callingHours, timezone);
    const { decision } = decideWith(queue, { lead, calls: soFar, policy, callableAt, now: at, after: 'outcome' });
    waiting.delete(lead.id);
    if (decision.kind === 'deferred') {
      waiting.set(lead.id, decision);
      if (timedReasons.includes(decision.reason)) timed.push({ at: decision.until, leadId: lead.id });
    } else decided.push({ leadId: lead.id, decision });
    const after = leadAfter(lead, decision, at);
    queue.moved({ before: lead, after, at });
    return after;
  }
  function decideAgain(leadId: string, at: Instant): void {
    const told = leads.get(leadId);
    if (told && waiting.has(leadId)) told.lead = decide(told, at);
  }
  function takeUpUntil(until: Instant): void {
    for (let first = timed.peek(); first && first.at <= until; first = timed.peek()) {
      timed.pop();
      if (leads.get(first.leadId)?.lead.deferredUntil === first.at) decideAgain(first.leadId, first.at);
    }
  }

  for (const call of inOrder) {
    takeUpUntil(endOf(call));
    const told = leads.get(call.leadId ?? '');
    if (!told) continue;
    told.calls.push(call);
    told.lead = leadWith(told, call);
    if (isUnanswered(call)) told.lead = decide(told, endOf(call));
  }
  takeUpUntil(now);
  for (const leadId of [...waiting.keys()]) if ((leads.get(leadId)?.lead.deferredUntil ?? now) <= now) decideAgain(leadId, now);
  return [...decided, ...[...waiting].map(([leadId, decision]) => ({ leadId, decision }))];
}

function leadsAtFirst(workspace: string, inOrder: readonly ReportCall[]): Map<string, Told> {
  const leads = new Map<string, Told>();
  for (const { leadId, agent, startedAt } of inOrder) {
    if (leadId === null) continue;
    const told = leads.get(leadId);
    if (told && (told.lead.owner !== null || agent === null)) continue;
    const blank = blankLead({ id: leadId, workspace, phone: '', createdAt: told?.lead.createdAt ?? startedAt, createdBy: null });
    const owned = agent === null ? {} : { owner: agent, owners: [agent], status: 'assigned' };
    leads.set(leadId, { lead: { ...blank, ...owned }, calls: [] });
  }
  return leads;
}

function leadWith({ lead, calls }: Told, call: ReportCall): Lead {
  const said = leadStatusMadeBy[call.status];
  const status = said !== null && !isUnanswered(call) ? said : leadStatusAfter(lead.status, calls);
  const connected = call.talkSeconds > 0 ? call.startedAt : undefined;
  return {
    ...lead,
    status,
    lastCallAt: latest([lead.lastCallAt ?? undefined, call.startedAt]) ?? null,
    lastConnectedAt: latest([lead.lastConnectedAt ?? undefined, connected]) ?? null,
  };
}

function endOf({ endedAt, startedAt }: ReportCall): Instant {
  return endedAt ?? startedAt;
}

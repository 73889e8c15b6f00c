import type { Lead } from '../../../../shared/domain/lead.ts';
import type { Trial } from '../../judge/trial.ts';
import { courseOf, type Step } from './course-of-lead.ts';
import type { Seen } from './managers.ts';

/** Each minute leads are looked at whose time has come; what is longer past was forgotten. */
const lookedAtWithinMs = 3 * 60_000;

const closed: readonly string[] = ['not-interested', 'wrong-number', 'customer'];

/** Leads whose decision was deferred, and whose time came and went. */
export function forgottenLeads(trial: Trial, seen: Seen, endMs: number): string[] {
  return trial.stored.leads.flatMap((lead) => {
    const last = courseOf(lead, trial).steps.at(-1);
    if (isLost(lead, last, trial)) return [`lead ${lead.id} was to wait, and nothing is left of that`];
    const { deferredUntil } = lead;
    if (deferredUntil === null || Date.parse(deferredUntil) > endMs - lookedAtWithinMs) return [];
    const free = whoCouldTake(lead, trial, seen);
    return free.length === 0 ? [] : [`lead ${lead.id} waits since ${deferredUntil}, and ${free.join(', ')} could take it`];
  });
}

/** Its last decision was to wait, and it waits for nothing. A person who changes it, or a next contact, decides in its place. */
function isLost(lead: Lead, last: Step | undefined, { stored }: Trial): boolean {
  const isDeferred = last?.by === 'decision' && last.decision.kind === 'deferred';
  const wasScheduled = stored.followUps.some(({ leadId }) => leadId === lead.id);
  return isDeferred && lead.deferredUntil === null && !wasScheduled;
}

function whoCouldTake(lead: Lead, { workload: { directory }, stored }: Trial, { caps, working }: Seen): string[] {
  const { scope, excludePrevious } = directory.policy;
  return directory.agents.flatMap(({ id }) => {
    const owned = stored.leads.filter(({ owner, status }) => owner === id && !closed.includes(status)).length;
    const hasRoom = owned < (caps.get(id) ?? Number.POSITIVE_INFINITY);
    const mayHave = id !== lead.owner && !lead.owners.slice(0, excludePrevious).includes(id) && (scope?.agents?.includes(id) ?? true);
    return working.has(id) && hasRoom && mayHave ? [id] : [];
  });
}

/** What an agent is said to have, and what they have. */
export function wrongLoads({ workload, stored }: Trial, { overCap, caps }: Seen): string[] {
  return [
    ...overCap,
    ...workload.directory.agents.flatMap(({ id }) => {
      const owned = stored.leads.filter(({ owner, status }) => owner === id && !closed.includes(status)).length;
      const [load, cap] = [stored.loads.get(id) ?? 0, caps.get(id) ?? Number.POSITIVE_INFINITY];
      return [
        ...(load === owned ? [] : [`${id} owns ${owned} leads, and the load says ${load}`]),
        ...(owned <= cap ? [] : [`${id} owns ${owned} leads, and may own ${cap}`]),
      ];
    }),
  ];
}

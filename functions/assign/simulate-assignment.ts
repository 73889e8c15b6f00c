import { mostReplayedDays } from '../../shared/contracts/routes/assignment.ts';
import { type AssignmentResult, assignmentTally } from '../../shared/domain/assignment-tally.ts';
import { dayOf, plusDays } from '../../shared/domain/business-day.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { replayOutcomes } from '../../shared/domain/replay-outcomes.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { foreseeOnLeads } from './decide-on-leads.ts';
import { leadsOf } from './run-assignment.ts';

export type SimulateDependencies = {
  leads: Pick<LeadStore, 'ofStatus' | 'loads'>;
  calls: Pick<CallStore, 'ofLead' | 'onDay'>;
  now: () => Instant;
};

/** The directory holds the policy that is asked about. Nothing is begun after `until`. */
type Simulation = { directory: Directory; until: Instant };

/** As many calls as one request reads and decides on in its time. */
const mostReplayedCalls = 300_000;

/** What a run would do now; the policy counts as switched on. */
export async function foreseeRun({ directory: given, until }: Simulation, dependencies: SimulateDependencies): Promise<AssignmentResult> {
  const directory = switchedOn(given);
  const [leads, loads] = await Promise.all([leadsOf(directory, dependencies.leads), dependencies.leads.loads(directory.workspace)]);
  const tally = assignmentTally();
  await foreseeOnLeads({ leads, until, tally }, { directory, loads }, dependencies);
  return tally.result();
}

/** What the policy would have decided after the unanswered calls of the last days, today included. */
export async function replayDays(
  { directory: given, until, days }: Simulation & { days: number },
  { leads, calls, now }: SimulateDependencies,
): Promise<AssignmentResult> {
  const directory = switchedOn(given);
  const { workspace, policy, agents, settings } = directory;
  const [loads, read] = await Promise.all([leads.loads(workspace), callsOfDays({ directory, until, days }, { calls, now })]);
  const tally = assignmentTally();
  const replayed = replayOutcomes({ workspace, policy, agents, loads, calls: read.calls, timezone: settings.timezone, now: now() });
  for (const { leadId, decision } of replayed) tally.add(leadId, decision);
  return tally.result(read.days === days ? undefined : `only the last ${read.days} of ${days} days, for want of time`);
}

/** The newest day first, whole days alone; today is read in any case. */
async function callsOfDays(
  { directory: { workspace, settings }, until, days }: Simulation & { days: number },
  { calls, now }: Pick<SimulateDependencies, 'calls' | 'now'>,
): Promise<{ calls: ReportCall[]; days: number }> {
  const today = dayOf(now(), settings.timezone);
  let found: ReportCall[] = [];
  for (let back = 0; back < Math.min(days, mostReplayedDays); back++) {
    if (back > 0 && (now() >= until || found.length >= mostReplayedCalls)) return { calls: found, days: back };
    for await (const page of calls.onDay(workspace, plusDays(today, -back))) found = found.concat(page);
  }
  return { calls: found, days };
}

function switchedOn(directory: Directory): Directory {
  return { ...directory, policy: { ...directory.policy, enabled: true } };
}

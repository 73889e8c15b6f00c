import { chanceOf } from '../judge/chance.ts';
import { factsKeptOnce } from '../judge/invariants/facts-kept-once.ts';
import { invariants } from '../judge/judge.ts';
import type { Scenario, Scene, Verdict } from '../judge/scenario.ts';
import { team } from '../judge/team.ts';
import type { Workload } from '../judge/workload.ts';
import { leaseMs, lostCalls, sweepMinutes } from './lost-endings/lost-calls.ts';
import { sweptCalls, wrongSweeps } from './lost-endings/swept-calls.ts';

/** A dialler gives up after about a quarter of an hour, and a call lives on for its lease after that. */
const slackMs = 30 * 60_000;

/** Calls whose ending never comes, or comes as they are ended without it, or hours after. */
export const lostEndings: Scenario = {
  name: 'lost-endings',
  workload,
  play,
  everyMinutes: { sweep: sweepMinutes, 'assign-on-time': 180, 'export-on-time': 180, rollup: 120 },
  comesTo: sweptCalls,
  invariants: invariants.filter((invariant) => invariant !== factsKeptOnce),
  says: [
    'a call of which nothing is heard for two hours is ended by what was last heard, once, and none before',
    'a real ending, however late, is what the call comes to',
  ],
};

function workload(seed: number, startMs: number): Workload {
  const chance = chanceOf(seed);
  const { directory, leads, connections } = team(chance, startMs);
  return { directory, leads, connections, messages: lostCalls({ chance, startMs, team: { directory, leads, connections } }) };
}

/** Waits until every call is swept that has to be. */
async function play({ simulation, workload: { messages } }: Scene): Promise<Verdict> {
  const last = Math.max(...messages.map(({ sendAtMs }) => sendAtMs));
  await simulation.sleep(last + leaseMs + slackMs - simulation.now());
  return wrongSweeps;
}

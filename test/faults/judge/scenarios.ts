import { agentsLog } from '../scenarios/agents-log.ts';
import { anyDialler } from '../scenarios/any-dialler.ts';
import { assignment } from '../scenarios/assignment.ts';
import { closedDays } from '../scenarios/closed-days.ts';
import { exportFiles } from '../scenarios/exports.ts';
import { followUps } from '../scenarios/follow-ups.ts';
import { lostEndings } from '../scenarios/lost-endings.ts';
import { quarantine } from '../scenarios/quarantine.ts';
import { invariants } from './judge.ts';
import type { Scenario } from './scenario.ts';
import { workload } from './workload.ts';

/** What comes round each minute and has nothing to do here. */
const seldom = { sweep: 60, 'assign-on-time': 60, 'export-on-time': 60 };

/** Webhooks come in, leads that did not pick up are given to others, days are counted. */
const outcomes: Scenario = { name: 'outcomes', workload, everyMinutes: seldom, invariants };

/** The parts beside it: each is a file in `scenarios/` and a row here. */
const others: readonly Scenario[] = [anyDialler, lostEndings, agentsLog, quarantine, assignment, closedDays, exportFiles, followUps];

export const scenarios: readonly [Scenario, ...Scenario[]] = [outcomes, ...others];

/** Every other seed is about outcomes; the rest are shared out evenly. */
export function scenarioOf(seed: number): Scenario {
  if (seed % 2 === 1) return outcomes;
  return others[(seed / 2) % others.length] ?? outcomes;
}

/** @throws Error that names those that there are. */
export function scenarioNamed(name: string): Scenario {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario) return scenario;
  throw new Error(`Cannot play the scenario "${name}": there are ${scenarios.map((one) => one.name).join(', ')}`);
}

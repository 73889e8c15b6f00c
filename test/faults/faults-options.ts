import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { scenarios } from './judge/scenarios.ts';
import { readOptions } from './read-options.ts';
import { type FaultKind, faultKinds } from './simulation/fault-kinds.ts';
import type { Decision } from './simulation/simulation.ts';

export type FaultsOptions = {
  seeds: number;
  from: number;
  /** Only these kinds of faults; the seed's own mixture unless given. */
  kinds: FaultKind[] | undefined;
  /** How likely each of `kinds` is wherever it could happen. */
  rate: number;
  mutant: string | undefined;
  /** Only this one; each seed's own unless given, and a mutant's with a mutant. */
  scenario: string | undefined;
  /** Exactly these faults. */
  schedule: Decision[] | undefined;
  trace: boolean;
  /** Threads that share the seeds. */
  workers: number;
};

export class BadOption extends Error {
  override readonly name = 'BadOption';
}

const mostSeeds = 1_000_000;
const largestSeed = 2 ** 31;
const mostWorkers = 256;
const defaultRate = 0.05;

const usage =
  'The options are --seeds N, --from S, --kinds A,B, --rate R, --scenario NAME, --mutant NAME, --schedule "A@X#1,B@Y#2", --workers N and --trace; docs/reliability.md says what each does';

/** The options of `npm run faults`. @throws BadOption that says which one makes no sense, and what would. */
export function faultsOptions(args: readonly string[]): FaultsOptions {
  const { seeds, from, kinds, rate, mutant, scenario, schedule, trace, workers } = parsed(args);
  return {
    seeds: whole('--seeds', seeds, { least: 1, most: mostSeeds }),
    from: whole('--from', from, { least: 0, most: largestSeed }),
    kinds: kinds === undefined ? undefined : each('--kinds', kinds.split(',').map(kindNamed)),
    rate: rate === undefined ? defaultRate : rateOf(rate, kinds),
    mutant,
    scenario: scenario === undefined ? undefined : scenarioKnown(scenario),
    schedule: schedule === undefined ? undefined : each('--schedule', decisionsIn(schedule)),
    trace,
    workers: whole('--workers', workers, { least: 1, most: mostWorkers }),
  };
}

function parsed(args: readonly string[]) {
  const options = {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    kinds: { type: 'string' },
    rate: { type: 'string' },
    mutant: { type: 'string' },
    scenario: { type: 'string' },
    schedule: { type: 'string' },
    trace: { type: 'boolean', default: false },
    workers: { type: 'string', default: String(availableParallelism()) },
  } as const;
  try {
    return readOptions(() => parseArgs({ args: [...args], options, tokens: true }));
  } catch (cause) {
    throw new BadOption(`Cannot run the seeds: ${cause instanceof Error ? cause.message : String(cause)}. ${usage}`, { cause });
  }
}

/** All of a list, none of it twice. */
function each<One extends string>(name: string, all: One[]): One[] {
  const twice = all.find((one, place) => all.indexOf(one) < place);
  if (twice === undefined) return all;
  throw new BadOption(`Cannot run with ${name}: it has "${twice}" twice. Name each once`);
}

/** An empty schedule is one without any fault. */
function decisionsIn(schedule: string): Decision[] {
  if (schedule.trim() === '') return [];
  return schedule.split(',').map((one) => {
    const [, kind = ''] = /^([^@]+)@[^#]+#[1-9]\d*$/.exec(one.trim()) ?? [];
    if (kind === '')
      throw new BadOption(
        `Cannot make the fault "${one}" of --schedule: write each as a failing run prints it, a kind, a place and how many-th time there, like throttle@ingest.PutItem#1`,
      );
    kindNamed(kind);
    return one.trim();
  });
}

function whole(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new BadOption(`Cannot run with ${name} ${text}: give a whole number from ${least} to ${most}`);
}

function rateOf(text: string, kinds: string | undefined): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= 0 && value <= 1)) throw new BadOption(`Cannot run with --rate ${text}: give a likelihood from 0 to 1`);
  if (kinds !== undefined) return value;
  throw new BadOption(`Cannot run with --rate ${text} alone: it is the rate of the kinds that --kinds names. Name them, or leave it out`);
}

function kindNamed(name: string): FaultKind {
  const kind = (Object.keys(faultKinds) as FaultKind[]).find((one) => one === name.trim()); // its keys are the kinds
  if (kind) return kind;
  throw new BadOption(`Cannot make faults of the kind "${name}": there is none. There are ${Object.keys(faultKinds).join(', ')}`);
}

function scenarioKnown(name: string): string {
  if (scenarios.some((one) => one.name === name)) return name;
  throw new BadOption(`Cannot play the scenario "${name}": there is none. There are ${scenarios.map((one) => one.name).join(', ')}`);
}

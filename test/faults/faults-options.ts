import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { scenarios } from './judge/scenarios.ts';
import { type FaultKind, faultKinds } from './simulation/fault-kinds.ts';

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
  schedule: string[] | undefined;
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

/** The options of `npm run faults`. @throws BadOption that says which one makes no sense, and what would. */
export function faultsOptions(args: readonly string[]): FaultsOptions {
  const { seeds, from, kinds, rate, mutant, scenario, schedule, trace, workers } = parsed(args);
  return {
    seeds: whole('--seeds', seeds, { least: 1, most: mostSeeds }),
    from: whole('--from', from, { least: 0, most: largestSeed }),
    kinds: kinds?.split(',').map(kindNamed),
    rate: probability('--rate', rate),
    mutant,
    scenario: scenario === undefined ? undefined : scenarioKnown(scenario),
    schedule: schedule?.split(',').filter((one) => one !== ''),
    trace,
    workers: whole('--workers', workers, { least: 1, most: mostWorkers }),
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        seeds: { type: 'string', default: '1000' },
        from: { type: 'string', default: '1' },
        kinds: { type: 'string' },
        rate: { type: 'string', default: '0.05' },
        mutant: { type: 'string' },
        scenario: { type: 'string' },
        schedule: { type: 'string' },
        trace: { type: 'boolean', default: false },
        workers: { type: 'string', default: String(availableParallelism()) },
      },
    }).values;
  } catch (cause) {
    throw new BadOption(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function whole(name: string, text: string, { least, most }: { least: number; most: number }): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw new BadOption(`Cannot run with ${name} ${text}: give a whole number from ${least} to ${most}`);
}

function probability(name: string, text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw new BadOption(`Cannot run with ${name} ${text}: give a likelihood from 0 to 1`);
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

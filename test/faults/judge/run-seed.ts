import type { Wiring } from '../../../local/wiring.ts';
import { functionNamed } from '../mutants/rewired.ts';
import type { FaultKind, FaultRates } from '../simulation/fault-kinds.ts';
import { createSimulation, type Decision, type SimulatedState, type Simulation, type Step } from '../simulation/simulation.ts';
import { type Chance, chanceOf } from './chance.ts';
import { sendAll } from './dialler.ts';
import { questionFor, reportsAreRight } from './invariants/reports-are-right.ts';
import { judge } from './judge.ts';
import type { Scenario, Verdict } from './scenario.ts';
import { scenarioNamed, scenarioOf } from './scenarios.ts';
import { managerToken, setupItems } from './setup-items.ts';
import { storedState, tableNamed } from './stored-state.ts';
import { type KnownCall, knownCalls, type Trial } from './trial.ts';
import { type TablesPlace, weatherOf } from './weather.ts';
import type { Message, Workload } from './workload.ts';

export type SeedOptions = {
  wiring: Wiring;
  seed: number;
  /** By name; the seed's own unless given. */
  scenario?: string;
  /** The seed's own mixture unless given. */
  faults?: FaultRates;
  /** Exactly these faults and no others. */
  schedule?: readonly Decision[];
  dynamoDb?: TablesPlace;
  /** The same messages in another order: which one, as a number. */
  permutation?: number;
};

export type SeedRun = {
  seed: number;
  scenario: string;
  violations: string[];
  injected: readonly Decision[];
  injectedByKind: Partial<Record<FaultKind, number>>;
  used: ReadonlySet<string>;
  /** Every stored report row, byte by byte, and whether every message was acknowledged. */
  rowBytes: readonly string[];
  acknowledged: boolean;
  webhooks: number;
  trace: readonly Step[];
};

/** Each seed begins at another hour, and later than those before it: so that it can take over their functions, which forgot them by then. */
const firstStartMs = Date.UTC(2026, 0, 1, 0, 1);
const apartMs = 7 * 3_600_000;
const startsCount = 4_000;

/** One workload through the whole stack under the faults of its seed, until it is quiet; then the judge's word. */
export async function runSeed({
  wiring,
  seed,
  dynamoDb = 'in-process',
  faults = weatherOf(seed, wiring, dynamoDb),
  schedule,
  permutation,
  ...named
}: SeedOptions): Promise<SeedRun> {
  const scenario = named.scenario === undefined ? scenarioOf(seed) : scenarioNamed(named.scenario);
  const simulation = await createSimulation({
    wiring: withSchedules(wiring, scenario.everyMinutes ?? {}),
    seed,
    faults,
    startsAt: firstStartMs + (seed % startsCount) * apartMs,
    ...(schedule && { schedule }),
    dynamoDb,
  });
  return play({ simulation, scenario, wiring, seed, permutation }).catch((error: unknown) =>
    brokenOff(error, { simulation, scenario, seed }),
  );
}

type Played = { simulation: Simulation; scenario: Scenario; wiring: Wiring; seed: number; permutation: number | undefined };

async function play({ simulation, scenario, wiring, seed, permutation }: Played): Promise<SeedRun> {
  const work = scenario.workload(seed, simulation.now());
  await setUp(simulation, work, wiring);
  simulation.beginTrouble();
  const messages = permutation === undefined ? work.messages : permuted(work.messages, chanceOf(permutation));
  const played = scenario.play?.({ simulation, workload: work, wiring, seed }) ?? Promise.resolve<Verdict>(() => []);
  const [sent, verdict] = await Promise.all([sendAll(simulation, messages), played]);
  await simulation.runUntilQuiet();

  const state = await simulation.state();
  const deadLetters = (name: string) => deadLettersOf(name, state, wiring);
  const read: Trial = { workload: work, sent, stored: storedState(state, wiring), state, reports: new Map(), deadLettersOf: deadLetters };
  const told = knownCalls(read);
  const calls = scenario.comesTo?.(read, told) ?? told;
  const reports = scenario.invariants.includes(reportsAreRight) ? await reportsOver(simulation, calls) : read.reports;
  const trial = { ...read, reports };
  const kinds = Object.keys(state.injectedByKind) as FaultKind[]; // its keys are the kinds
  const violations = [...judge({ trial, calls, kinds }, scenario.invariants), ...(await verdict(trial))];
  await simulation.close();
  return {
    seed,
    scenario: scenario.name,
    violations,
    injected: simulation.injected,
    injectedByKind: state.injectedByKind,
    used: state.used,
    rowBytes: read.stored.rowBytes,
    acknowledged: sent.every(
      ({ message, attempts }) => message.kind !== 'genuine' || attempts.some(({ answer }) => answer !== 'lost' && answer.status === 200),
    ),
    webhooks: sent.reduce((sum, { attempts }) => sum + attempts.length, 0),
    trace: simulation.trace,
  };
}

/** What goes in circles, or leaves something that nobody can read, has failed as well; its functions are not used again. */
async function brokenOff(
  error: unknown,
  { simulation, scenario, seed }: Pick<Played, 'simulation' | 'scenario' | 'seed'>,
): Promise<SeedRun> {
  const { injected, trace } = simulation;
  const why = error instanceof Error ? error.message : String(error);
  const nothing = { injectedByKind: {}, used: new Set<string>(), rowBytes: [], acknowledged: false, webhooks: 0 };
  return {
    seed,
    scenario: scenario.name,
    violations: [`every run comes to an end that can be judged: ${why}`],
    injected,
    trace,
    ...nothing,
  };
}

function withSchedules(wiring: Wiring, everyMinutes: Readonly<Record<string, number>>): Wiring {
  const minutesOf = new Map(Object.entries(everyMinutes).map(([name, minutes]) => [functionNamed(name, wiring).arn, minutes]));
  const schedules = wiring.schedules.map((schedule) => {
    const minutes = minutesOf.get(schedule.target.arn);
    return minutes === undefined ? schedule : { ...schedule, expression: `rate(${minutes} minutes)` };
  });
  return { ...wiring, schedules };
}

const variableOf = { workspace: 'WORKSPACE_TABLE', connections: 'CONNECTIONS_TABLE', leads: 'LEADS_TABLE' } as const;

async function setUp(simulation: Simulation, work: Workload, wiring: Wiring): Promise<void> {
  for (const { table, item } of setupItems(work)) {
    const { status, body } = await simulation.dynamoDb('PutItem', { TableName: tableNamed(variableOf[table], wiring), Item: item });
    if (status !== 200) throw new Error(`Cannot set up the table ${table}: ${JSON.stringify(body)}`);
  }
}

/** Each message at the time of another. */
function permuted(messages: readonly Message[], chance: Chance): Message[] {
  const times = messages.map(({ sendAtMs }) => ({ sendAtMs, place: chance.whole(0, 1e9) })).sort((a, b) => a.place - b.place);
  return messages.map((message, index) => ({ ...message, sendAtMs: times[index]?.sendAtMs ?? message.sendAtMs }));
}

async function reportsOver(simulation: Simulation, calls: readonly KnownCall[]): Promise<Trial['reports']> {
  const question = questionFor(calls, 'agent');
  if (!question) return new Map();
  const path = `/api/reports?from=${question.from}&to=${question.to}&by=${question.by}`;
  const { status, body } = await simulation.http({ method: 'GET', path, headers: { authorization: `Bearer ${managerToken}` } });
  return new Map([[question.by, { status, body: body.toString() }]]);
}

function deadLettersOf(name: string, { deadLetters }: SimulatedState, wiring: Wiring) {
  const { arn } = functionNamed(name, wiring);
  const arns = wiring.mappings.flatMap((mapping) => {
    if (mapping.functionArn !== arn) return [];
    if (mapping.kind === 'stream') return mapping.onFailureQueueArn ?? [];
    return wiring.queues.find((queue) => queue.arn === mapping.queueArn)?.deadLetter?.queueArn ?? [];
  });
  const ids = new Set(wiring.queues.filter((queue) => arns.includes(queue.arn)).map(({ logicalId }) => logicalId));
  return [...ids].flatMap((id) => deadLetters[id] ?? []);
}

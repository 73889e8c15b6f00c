import { defaultBus } from '../../../local/events/bus.ts';
import type { Denial } from '../../../local/front-door/access-book.ts';
import type { HttpAnswer } from '../../../local/http/http-answer.ts';
import type { InvocationOutcome } from '../../../local/lambda/outcome.ts';
import { named } from '../../../local/named.ts';
import type { Wiring } from '../../../local/wiring.ts';
import { carried } from './carried.ts';
import { createChance } from './chance.ts';
import { createDriver } from './driver.ts';
import { checkFaults, type FaultKind, type FaultRates } from './fault-kinds.ts';
import { createParts } from './parts.ts';
import { localTables } from './services/local-tables.ts';
import { inProcessTables } from './services/tables.ts';
import { stateOf } from './state-of.ts';
import { createTimeline } from './timeline.ts';

export type SimulationOptions = {
  /** Of the synthesised template, its code folders holding the bundles to run. */
  wiring: Wiring;
  /** A whole number from 0 on. All chance is made of it. */
  seed: number;
  /** For each kind how likely it is, 0 to 1, wherever it could happen; a kind that is left out never happens. */
  faults: FaultRates;
  /** Where the tables are: the store of this process (the default), or DynamoDB Local, empty, at an address. */
  dynamoDb?: 'in-process' | { url: string };
  /** When virtual time begins, in milliseconds since the epoch; one of 400 days, by the seed, if left out. */
  startsAt?: number;
  /** With it, exactly these decisions are faults and no others, whatever the rates. As `injected` of an earlier run says them. */
  schedule?: readonly Decision[];
  /** Takes every line that a function logs, the environment's name before it. */
  log?: (line: string) => void;
};

/**
 * A fault that happened, named by its kind, where, and how many-th chance there: `crash-after@ingest.UpdateItem#3`.
 * Names hold over runs of one seed, also where other faults are left out.
 */
export type Decision = string;

export type HttpRequest = {
  method: string;
  /** With the query, as sent: `/api/leads?limit=5`. */
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
};

/** The whole stack of a template in this process and in virtual time. Time goes on only while one of its promises is awaited. */
export type Simulation = {
  /** Virtual milliseconds since the epoch. */
  now: () => number;
  /** Resolves after that much virtual time. */
  sleep: (ms: number) => Promise<void>;
  /** A number in [0, 1) of the seed; each name has a sequence of its own, which nothing else disturbs. */
  random: (name: string) => number;
  /** A dialler's request: may come late, come again, and its answer may get lost. Answers as the gateway does, 503 after 30 s included. */
  webhook: (request: HttpRequest) => Promise<HttpAnswer | 'lost'>;
  /** A request of anybody else: delivered once, its answer is seen. What it sets off in the stack is subject to faults all the same. */
  http: (request: HttpRequest) => Promise<HttpAnswer>;
  /** Puts an event on the account's default bus: as an AWS service does where its source begins with `aws.`, else as anybody may. @returns its id */
  tellsDefaultBus: (event: { source: string; detailType: string; detail: object; atMs: number }) => Promise<string>;
  /** Invokes a function and waits, by its name, its logical id, or an unmistakable part of it. */
  invoke: (name: string, payload: unknown) => Promise<InvocationOutcome>;
  /** From here on faults happen. Before, while a test sets up, none do. */
  beginTrouble: () => void;
  /** No faults any more (`runUntilQuiet` does this by itself once everything sent has come to its end). */
  endTrouble: () => void;
  /**
   * Resolves when nothing is under way or waiting, dead-letter queues aside: first under faults, then, without any more, every schedule runs
   * once and what that sets off ends too. Rejects where that takes more than a simulated month, or steps without end.
   */
  runUntilQuiet: () => Promise<void>;
  state: () => Promise<SimulatedState>;
  /** DynamoDB itself, past all functions, roles, faults and time: to put in what is there before, and to look. */
  dynamoDb: (operation: string, input: unknown) => Promise<{ status: number; body: unknown }>;
  /** Ends it; what stays usable goes to the next simulation of this process. */
  close: () => Promise<void>;
  /** What happened, in order. The same seed gives the same, byte for byte. */
  trace: readonly Step[];
  /** The faults that happened so far, in order. */
  injected: readonly Decision[];
};

/** An attribute map as DynamoDB's wire has it. */
export type Item = Record<string, unknown>;

export type Message = { messageId: string; body: string; attributes: Record<string, string>; sentAt: number; receives: number };

export type SimulatedEvent = { at: number; busName: string; source: string; detailType: string; detail: Record<string, unknown> };

export type SimulatedState = {
  /** By logical id of the table as the template has it, and by its name. */
  tables: Record<string, Item[]>;
  /** By logical id of the queue: what lies in each queue that is some other's or some function's end. */
  deadLetters: Record<string, Message[]>;
  /** What the bus accepted, in order, each time. */
  events: SimulatedEvent[];
  /** Bytes by `bucket/key`. */
  objects: ReadonlyMap<string, Buffer>;
  /** Uploads that are still open, and the object that each is to become. */
  uploads: { id: string; place: string }[];
  injectedByKind: Partial<Record<FaultKind, number>>;
  /** `<function> <action> <resource>` of every call that was allowed, the mappings' own included. */
  used: ReadonlySet<string>;
  denials: readonly Denial[];
  /** How often each function began to run, by its name. */
  invocations: Record<string, number>;
};

/** One line of the trace: `at` in virtual milliseconds since the beginning. */
export type Step = { at: number; what: string };

/** The day that a seed begins on, if nobody says; each of them long after the one of the seed before. */
function beginningOf(seed: number): number {
  return Date.UTC(2026, 0, 5, 9) + (seed % 400) * 24 * 60 * 60_000;
}

/**
 * Runs the functions of the template against simulated services. Throws an error for people on a seed, rate or kind that makes no sense,
 * and on a kind of fault that this wiring cannot have.
 */
export async function createSimulation(options: SimulationOptions): Promise<Simulation> {
  const { wiring, seed, faults, dynamoDb = 'in-process', startsAt, schedule, log = () => undefined } = options;
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new Error(`Cannot simulate with the seed ${seed}: a seed is a whole number from 0 on.`);
  checkFaults({ wiring, faults, schedule, dynamoDb: dynamoDb === 'in-process' ? 'in-process' : 'local' });

  const timeline = createTimeline(startsAt ?? beginningOf(seed));
  const trace: Step[] = [];
  const begunAt = timeline.now();
  const note = (what: string): void => void trace.push({ at: timeline.now() - begunAt, what });
  const chance = createChance({ seed, faults, schedule, onFault: (decision) => note(`fault ${decision}`) });
  const driver = createDriver(timeline);
  const tables =
    dynamoDb === 'in-process' ? inProcessTables(wiring.tables, timeline.now) : await localTables(dynamoDb.url, wiring.tables, timeline.now);
  const parts = createParts({ wiring, host: { timeline, chance, note, log, fail: driver.fail }, driver, tables });
  const setTrouble = (trouble: boolean): void => {
    chance.trouble = trouble;
  };

  return {
    now: timeline.now,
    sleep: (ms) => driver.awaiting(timeline.clock.sleep(ms)),
    random: (name) => chance.next(`test.${name}`),
    webhook: (request) => driver.awaiting(carried(request, { timeline, chance, fail: driver.fail, gateway: parts.gateway })),
    http: (request) => driver.awaiting(parts.gateway(request)),
    async tellsDefaultBus({ source, detailType, detail, atMs }) {
      const entry = { Source: source, DetailType: detailType, Detail: JSON.stringify(detail), Time: atMs / 1_000 };
      const { Entries } = await parts.bus.putEvents(defaultBus, [entry], { byAws: source.startsWith('aws.') });
      const [{ EventId: id } = {}] = Entries;
      if (id === undefined) throw new Error(`Cannot put an event of ${source} on the default bus: ${JSON.stringify(Entries)}`);
      return id;
    },
    invoke: (name, payload) => driver.awaiting(parts.functions.invoke(named(wiring.functions, name, 'function').arn, payload)),
    beginTrouble: () => setTrouble(true),
    endTrouble: () => setTrouble(false),
    async runUntilQuiet() {
      await driver.quiet();
      setTrouble(false);
      await driver.awaiting(parts.schedules.eachOnce());
      await driver.quiet();
    },
    state: () => stateOf({ wiring, parts, tables, injected: chance.injected }),
    async dynamoDb(operation, input) {
      const answer = await tables.handle(operation, input, 0);
      parts.onWrite();
      return answer;
    },
    async close() {
      await parts.functions.close();
      await tables.close();
    },
    trace,
    injected: chance.injected,
  };
}

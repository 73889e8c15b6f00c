import { createAsyncQueue } from '../../../local/lambda/async-queue.ts';
import { type InvocationOutcome, refused } from '../../../local/lambda/outcome.ts';
import { variablesOf } from '../../../local/lambda/variables.ts';
import type { QueueSender } from '../../../local/queue-sender.ts';
import type { FunctionWiring, Wiring } from '../../../local/wiring.ts';
import { accessVariables, createEnvironment, type Environment } from './environment.ts';
import type { Host } from './host.ts';

/** The Lambda service of a simulation. */
export type Functions = {
  invoke: (functionArn: string, payload: unknown) => Promise<InvocationOutcome>;
  invokeAsync: (functionArn: string, payload: unknown) => InvocationOutcome;
  /** How often each began to run, by name. */
  invocations: () => Record<string, number>;
  /** Gives its environments to the next simulation of this process. */
  close: () => Promise<void>;
};

export type FunctionsOptions = {
  wiring: Wiring;
  shortNames: Map<string, string>;
  hostOf: (fn: FunctionWiring) => Host;
  send: QueueSender;
};

/** Payload limits. Source: Lambda quotas. */
const limitBytes = { sync: 6 * 1024 * 1024, async: 1024 * 1024 };

/** Loaded environments that no simulation uses now, by what they run. */
const resting = new Map<string, Environment[]>();
/** After an hour nothing that a function keeps for seconds is in force, so a later simulation cannot tell one from a new one. */
const forgottenAfterMs = 60 * 60_000;

/** Of one function; each holds some megabytes. */
const mostResting = 20;

type Hosted = {
  fn: FunctionWiring;
  host: Host;
  name: string;
  key: string;
  variables: Record<string, string>;
  idle: Environment[];
  /** All that it had, the dead ones too. */
  all: Set<Environment>;
  running: number;
  started: number;
};

export function createFunctions({ wiring, shortNames, hostOf, send }: FunctionsOptions): Functions {
  const hosted = new Map<string, Hosted>();
  const begun: Record<string, number> = {};
  for (const fn of wiring.functions) {
    const variables = variablesOf(fn, accessVariables(fn, wiring.region));
    const name = shortNames.get(fn.arn) ?? fn.name;
    hosted.set(fn.arn, {
      fn,
      host: hostOf(fn),
      name,
      key: JSON.stringify([fn.codeFolder, variables]),
      variables,
      idle: [],
      all: new Set(),
      running: 0,
      started: 0,
    });
  }

  function environmentFor(one: Hosted): Environment {
    const idle = one.idle.pop();
    if (idle) return idle;
    one.started += 1;
    const id = `${one.name}/${one.started}`;
    const rested = takeRested(one);
    rested?.moveTo(one.host, id);
    const environment = rested ?? createEnvironment(one.fn, one.variables, { host: one.host, id });
    one.all.add(environment);
    return environment;
  }

  async function run(one: Hosted, text: string): Promise<InvocationOutcome> {
    const { fn, host, name } = one;
    const { timeline, chance, note } = host;
    one.running += 1;
    begun[fn.name] = (begun[fn.name] ?? 0) + 1;
    await timeline.clock.sleep(1 + chance.lateMs(`${name}.start`, 50));
    const environment = environmentFor(one);
    note(`${environment.id()} begins`);
    let outcome = await environment.invoke(chance.uuid(`${name}.request`), text);
    if (outcome.ok && chance.faultAt(`${name}.end`, ['crash-at-end'])) {
      environment.crash();
      outcome = { ok: false, error: { reason: 'function', errorType: 'Runtime.ExitError', errorMessage: 'signal: killed' } };
    }
    note(`${environment.id()} ${outcome.ok ? `ends ${JSON.stringify(outcome.payload).length} characters` : outcome.error.errorType}`);
    if (environment.isAlive()) one.idle.push(environment);
    one.running -= 1;
    return outcome;
  }

  async function invoke(functionArn: string, payload: unknown): Promise<InvocationOutcome> {
    const one = hosted.get(functionArn);
    if (!one) return refused('unknown-function', 'ResourceNotFoundException', `Function not found: ${functionArn}`);
    const { reservedConcurrency = Number.POSITIVE_INFINITY } = one.fn;
    if (one.running >= reservedConcurrency) return refused('throttled', 'TooManyRequestsException', 'Rate Exceeded.');
    const text = JSON.stringify(payload ?? null);
    return tooLarge(text, 'sync') ?? run(one, text);
  }

  const queue = createAsyncQueue({
    journalFile: 'memory',
    functions: wiring.functions,
    world: { clock: [...hosted.values()][0]?.host.timeline.clock ?? { now: () => 0, sleep: async () => undefined } },
    invoke: ({ arn }, payload) => invoke(arn, payload),
    send,
    signal: new AbortController().signal,
    log: () => undefined,
  });

  return {
    invoke,
    invokeAsync(functionArn, payload) {
      const one = hosted.get(functionArn);
      if (!one) return refused('unknown-function', 'ResourceNotFoundException', `Function not found: ${functionArn}`);
      return tooLarge(JSON.stringify(payload ?? null), 'async') ?? { ok: true, payload: queue.accept(one.fn, payload) };
    },
    invocations: () => ({ ...begun }),
    async close() {
      for (const { key, all } of hosted.values()) {
        const kept = resting.get(key) ?? [];
        for (const environment of [...all].reverse())
          if (environment.restsSince() !== undefined || (await environment.unwind())) kept.push(environment);
        resting.set(key, kept.slice(-mostResting));
      }
    },
  };
}

/** One whose last use is long ago by the new simulation's clock; without one, a new environment is as good. */
function takeRested({ key, host }: Hosted): Environment | undefined {
  const all = resting.get(key) ?? [];
  // The one used last: its code is the most practised.
  const long = all.findLastIndex(
    (environment) => host.timeline.now() - (environment.restsSince() ?? Number.POSITIVE_INFINITY) > forgottenAfterMs,
  );
  return long === -1 ? undefined : all.splice(long, 1)[0];
}

function tooLarge(text: string, kind: keyof typeof limitBytes): InvocationOutcome | undefined {
  if (text.length <= limitBytes[kind]) return undefined;
  return refused('too-large', 'RequestTooLargeException', `Request must be smaller than ${limitBytes[kind]} bytes`);
}

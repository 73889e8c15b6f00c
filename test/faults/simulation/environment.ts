import { failed, type InvocationOutcome } from '../../../local/lambda/outcome.ts';
import type { FunctionWiring } from '../../../local/wiring.ts';
import type { Host } from './host.ts';
import { createLeftovers } from './sandbox/leftovers.ts';
import { loadedCode } from './sandbox/loaded-code.ts';
import { sandboxGlobals } from './sandbox/sandbox-globals.ts';
import { virtualModules } from './sandbox/virtual-modules.ts';
import { virtualNetwork } from './sandbox/virtual-request.ts';
import { virtualTimers } from './sandbox/virtual-timers.ts';

/** One execution environment of a function: its code loaded once, its own memory, one invocation at a time. */
export type Environment = {
  /** Puts it into a simulation, which may be another than before: `id` names its sequences of chance there. */
  moveTo: (host: Host, id: string) => void;
  id: () => string;
  invoke: (requestId: string, payload: string) => Promise<InvocationOutcome>;
  /** Ends as the loss of its machine would, with what it runs. */
  crash: () => void;
  /** Stands still from now on, is given up at the invocation's deadline, and goes on `afterMs` later as nobody's. */
  becomeZombie: (afterMs: number) => void;
  isAlive: () => boolean;
  /** Whether nothing of earlier invocations is left to happen, and since when. */
  restsSince: () => number | undefined;
  /** Unwinds what a crash or a zombie left half done, out of all simulations: see `sandbox/leftovers.ts`. Answers whether it can be used again. */
  unwind: () => Promise<boolean>;
  /** Calls back after so much time in which the environment runs. */
  later: (ms: number, run: () => void) => () => void;
};

type Handler = (event: unknown, context: unknown) => unknown;
type Running = { requestId: string; deadline: number; end: (outcome: InvocationOutcome) => void };

/** Where the SDK finds each service; the first label says which. */
const endpoints = Object.fromEntries(
  ['DYNAMODB', 'SQS', 'S3', 'EVENTBRIDGE'].map((service) => [`AWS_ENDPOINT_URL_${service}`, `https://${service.toLowerCase()}.simulated`]),
);

/** Where an environment is: the simulation, and what its sequences of chance are called there. */
type Stay = { host: Host; id: string };

export function createEnvironment(wiring: FunctionWiring, variables: Record<string, string>, stay: Stay): Environment {
  let { host, id } = stay;
  let alive = true;
  let zombie = false;
  let running: Running | undefined;
  let standsStill: { until: number; forMs: number } | undefined;
  let restsSince = 0;
  let waiting: (() => void)[] = [];
  const pending = new Set<() => void>();
  const leftovers = createLeftovers();

  const now = (): number => host.timeline.now();

  function later(ms: number, run: () => void): () => void {
    const { timeline } = host;
    const fire = (): void => {
      if (!alive) drop();
      else if (standsStill && now() < standsStill.until) entry = timeline.after(standsStill.forMs, fire);
      // Between invocations an environment is frozen, and what was to happen waits for the next.
      else if (!running && !zombie) waiting.push(fire);
      else {
        drop();
        run();
      }
    };
    const drop = (): void => {
      pending.delete(cancel);
    };
    const cancel = (): void => {
      timeline.cancel(entry);
      drop();
    };
    let entry = timeline.after(ms, fire);
    pending.add(cancel);
    return cancel;
  }

  function end(outcome: InvocationOutcome): void {
    const ended = running;
    running = undefined;
    restsSince = now();
    ended?.end(outcome);
  }

  function crash(): void {
    if (!alive) return;
    alive = false;
    for (const cancel of [...pending]) cancel();
    end(failed('Runtime.ExitError', `RequestId: ${running?.requestId ?? 'none'} Error: Runtime exited with error: signal: killed`));
  }

  function timeOut(): void {
    const outcome = timedOut(running?.requestId, wiring.timeoutSeconds);
    if (zombie) end(outcome);
    else {
      alive = false;
      for (const cancel of [...pending]) cancel();
      end(outcome);
    }
  }

  function load(): Handler {
    const random = (): number => host.chance.next(`${id}.random`);
    const timers = virtualTimers((ms, ring) => leftovers.timer(ring, (noted) => later(ms, noted)));
    const network = virtualNetwork((outgoing, answer) =>
      leftovers.request(answer, (noted) => {
        if (alive) host.call(environment, outgoing, noted);
      }),
    );
    const modules = virtualModules({ variables, random, timers, network, write: (line) => host.log(`${id} ${line}`) });
    const given = sandboxGlobals({ now, random, timers, modules });
    const name = wiring.handler.split('.')[1] ?? '';
    const found = loadedCode(wiring.codeFolder, wiring.handler)(given)[name];
    if (typeof found !== 'function')
      throw new Error(`Cannot run ${wiring.name}: ${wiring.handler} is not exported by ${wiring.codeFolder}`);
    return found as Handler; // a function, as just checked
  }

  async function run({ requestId, deadline }: Running, payload: string): Promise<InvocationOutcome> {
    const context = {
      functionName: wiring.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: wiring.arn,
      memoryLimitInMB: String(wiring.memoryMegabytes),
      awsRequestId: requestId,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - now()),
    };
    try {
      const result = await handler(JSON.parse(payload), context);
      return { ok: true, payload: JSON.parse(JSON.stringify(result) ?? 'null') };
    } catch (thrown) {
      return thrown instanceof Error ? failed(thrown.name, thrown.message) : failed(typeof thrown, String(thrown));
    }
  }

  const environment: Environment = {
    moveTo(to, as) {
      host = to;
      id = as;
      restsSince = now();
    },
    id: () => id,
    invoke: (requestId, payload) =>
      new Promise((resolve) => {
        const deadline = now() + wiring.timeoutSeconds * 1_000;
        const { timeline } = host;
        const timer = timeline.after(deadline - now(), timeOut);
        const invocation: Running = {
          requestId,
          deadline,
          end: (outcome) => {
            timeline.cancel(timer);
            resolve(outcome);
          },
        };
        running = invocation;
        const thawed = waiting;
        waiting = [];
        for (const fire of thawed) fire();
        const ran = leftovers.execution(run(invocation, payload));
        void ran.then((outcome) => {
          if (alive && running === invocation) end(outcome);
        });
      }),
    crash,
    becomeZombie(afterMs) {
      if (!running || zombie) return;
      zombie = true;
      const forMs = running.deadline - now() + afterMs;
      standsStill = { until: now() + forMs, forMs };
    },
    isAlive: () => alive && !zombie,
    restsSince: () => (alive && !zombie && !running && pending.size === 0 ? restsSince : undefined),
    async unwind() {
      crash();
      if (!(await leftovers.unwound())) return false;
      alive = true;
      zombie = false;
      standsStill = undefined;
      waiting = [];
      restsSince = now();
      return true;
    },
    later,
  };
  const handler = load();
  return environment;
}

/** The variables of a function as they are here; the keys open nothing. */
export function accessVariables(wiring: FunctionWiring, region: string): Record<string, string> {
  const credentials = { AWS_ACCESS_KEY_ID: 'SIMULATED', AWS_SECRET_ACCESS_KEY: 'simulated' };
  return { ...wiring.environment, ...endpoints, ...credentials, AWS_REGION: region, AWS_DEFAULT_REGION: region };
}

function timedOut(requestId = 'none', seconds: number): InvocationOutcome {
  return failed('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`);
}

import type { Incoming } from './virtual-request.ts';

/**
 * What an environment still waits for. An environment that died, or was given up as a zombie, holds executions that hang in the middle of
 * their calls; loading its code anew would cost ten times a call. So once its simulation is over, they are let go: every call fails, every
 * timer goes off at once, until nothing is left. Nobody sees that: no simulation is there any more, and the next begins hours later.
 */
export type Leftovers = {
  /** Starts a timer, and gives what cancels it; `start` gets what is to be called when it is time. */
  timer: (ring: () => void, start: (ring: () => void) => () => void) => () => void;
  /** Starts a request; `start` gets where its answer is to go. */
  request: (answer: (incoming: Incoming) => void, start: (answer: (incoming: Incoming) => void) => void) => void;
  execution: <Value>(promise: Promise<Value>) => Promise<Value>;
  /** Lets go of all; false where that does not come to an end. */
  unwound: () => Promise<boolean>;
};

/** No retry follows an answer like this. */
const refusal: Incoming = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': 'AccessDeniedException' },
  body: '{"__type":"AccessDeniedException","message":"The simulation is over."}',
};
const mostTurns = 2_000;

export function createLeftovers(): Leftovers {
  const open = new Set<() => void>();
  let executions = 0;
  let unwinding = false;

  /** Something that will happen; while unwinding it does at the next turn. */
  function expected(happens: () => void): { happen: () => void; forget: () => void } {
    const once = (): void => {
      if (open.delete(once)) happens();
    };
    open.add(once);
    return { happen: once, forget: () => void open.delete(once) };
  }

  return {
    timer(ring, start) {
      const { happen, forget } = expected(ring);
      const cancel = unwinding ? () => undefined : start(happen);
      return () => {
        forget();
        cancel();
      };
    },
    request(answer, start) {
      let incoming = refusal;
      const { happen } = expected(() => answer(incoming));
      if (unwinding) return;
      start((answered) => {
        incoming = answered;
        happen();
      });
    },
    execution(promise) {
      executions += 1;
      return promise.finally(() => {
        executions -= 1;
      });
    },
    async unwound() {
      unwinding = true;
      for (let turn = 0; turn < mostTurns && (open.size > 0 || executions > 0); turn++) {
        for (const happen of [...open]) happen();
        await new Promise((resolve) => setImmediate(resolve));
      }
      unwinding = false;
      return open.size === 0 && executions === 0;
    },
  };
}

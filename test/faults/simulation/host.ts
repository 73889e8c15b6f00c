import type { Chance } from './chance.ts';
import type { Environment } from './environment.ts';
import type { Incoming, Outgoing } from './sandbox/virtual-request.ts';
import type { Timeline } from './timeline.ts';

/** What every part of one simulation has around it. */
export type Host = {
  timeline: Timeline;
  chance: Chance;
  /** Writes a line of the trace. */
  note: (what: string) => void;
  /** Ends the simulation with an error: something that it cannot do, or that is wrong with itself. */
  fail: (error: unknown) => void;
  /** Takes a line that a function logs. */
  log: (line: string) => void;
  /** Takes a call that an environment makes to a service. */
  call: (environment: Environment, outgoing: Outgoing, answer: (incoming: Incoming) => void) => void;
};

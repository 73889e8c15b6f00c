import type { Wiring } from '../../../local/wiring.ts';
import type { FaultRates } from '../simulation/fault-kinds.ts';

/** Exact text of a file of ours, and what stands there instead while the mutant is on. */
export type Substitution = { file: string; from: string; to: string };

/** A mistake that is well known in such systems, made on purpose to see whether the judge sees it. */
export type Mutant = {
  name: string;
  /** The first seed that caught it when all were tried in turn: it is tried before the others. */
  caughtBy?: number;
  /** What goes wrong for people. */
  hurts: string;
  /** Functions that are bundled anew with the substitutions, by their names. */
  functions?: readonly string[];
  substitutions?: readonly Substitution[];
  /** The faults that bring it out, where the mixture of every seed takes long to. */
  under?: FaultRates;
  /** The scenario whose judge has to see it: `outcomes` unless given. */
  scenario?: string;
  rewire?: (wiring: Wiring) => Wiring;
};

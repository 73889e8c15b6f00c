import type { Wiring } from '../../../local/wiring.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Invariant } from './invariants/invariant.ts';
import type { KnownCall, Trial } from './trial.ts';
import type { Workload } from './workload.ts';

export type Scene = { simulation: Simulation; workload: Workload; wiring: Wiring; seed: number };

/** What does not hold, each sentence after the rule that it breaks. */
export type Verdict = (trial: Trial) => string[] | Promise<string[]>;

/** A part of what Redial is used for, tried under the same faults as all others. */
export type Scenario = {
  name: string;
  /** Who is there, and what diallers say: the same for the same seed. */
  workload: (seed: number, startMs: number) => Workload;
  /** What people and clocks do beside the diallers. It ends when nothing more is asked; what it saw is judged once all is quiet. */
  play?: (scene: Scene) => Promise<Verdict>;
  /** Schedules that run more seldom than they do, by the names of their functions: most of what they find on the way is that all is well. */
  everyMinutes?: Readonly<Record<string, number>>;
  /** What its calls come to in the end, where others than diallers have a say in it; what diallers said of them, unless given. */
  comesTo?: (trial: Trial, told: readonly KnownCall[]) => readonly KnownCall[];
  /** The same messages in another order, without faults, give the same rows to the byte. */
  anyOrder?: boolean;
  /** The rules that everything shares, as far as they are about this. */
  invariants: readonly Invariant[];
  /** The rules that its own verdict looks at, for people. */
  says?: readonly string[];
};

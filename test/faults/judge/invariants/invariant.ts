import type { FaultKind } from '../../simulation/fault-kinds.ts';
import type { KnownCall, Trial } from '../trial.ts';

/** Something that has to hold once it is quiet. */
export type Invariant = {
  /** What holds, for people. */
  says: string;
  /** Sentences that say what does not; `calls` are those of which anything is known. */
  /** Kinds of faults under which it is not promised; `docs/reliability.md` says why. */
  notUnder?: readonly FaultKind[];
  violations: (trial: Trial, calls: readonly KnownCall[]) => string[];
};

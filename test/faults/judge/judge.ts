import type { FaultKind } from '../simulation/fault-kinds.ts';
import { callsAreFolds } from './invariants/calls-are-folds.ts';
import { setAsideForAReason, setAsideIsUndone } from './invariants/dead-letters.ts';
import { decisionsAreTold } from './invariants/decisions-are-told.ts';
import { decisionsChain } from './invariants/decisions-chain.ts';
import { eventsHaveOneContent, eventsTellCalls, nobodyLacksPermission } from './invariants/events-tell-calls.ts';
import { factsKeptOnce } from './invariants/facts-kept-once.ts';
import { followUpsAreTheirLeads } from './invariants/follow-ups.ts';
import { historyIsWhole } from './invariants/history-is-whole.ts';
import { honestAnswers } from './invariants/honest-answers.ts';
import type { Invariant } from './invariants/invariant.ts';
import { leadsKnowTheirCalls } from './invariants/lead-reach.ts';
import { loadsAreOwnedLeads } from './invariants/loads-are-owned-leads.ts';
import { oneDecision } from './invariants/one-decision.ts';
import { reportsAreRight } from './invariants/reports-are-right.ts';
import type { KnownCall, Trial } from './trial.ts';

/**
 * Everything that has to hold. A new one is a file of its own in `invariants/`, and a row here; what it reads of the tables is decoded in
 * `stored-state.ts`.
 */
export const invariants: readonly Invariant[] = [
  factsKeptOnce,
  callsAreFolds,
  honestAnswers,
  oneDecision,
  decisionsChain,
  decisionsAreTold,
  loadsAreOwnedLeads,
  leadsKnowTheirCalls,
  historyIsWhole,
  followUpsAreTheirLeads,
  reportsAreRight,
  eventsHaveOneContent,
  eventsTellCalls,
  setAsideIsUndone,
  setAsideForAReason,
  nobodyLacksPermission,
];

/** `calls` as they have to be in the end; of the faults, the kinds that there were. */
type Case = { trial: Trial; calls: readonly KnownCall[]; kinds: readonly FaultKind[] };

/**
 * What does not hold, each sentence after the rule that it breaks. Knows what was sent and what can be read, and of the faults only
 * which kinds there were.
 */
export function judge({ trial, calls, kinds }: Case, rules: readonly Invariant[]): string[] {
  const promised = rules.filter(({ notUnder = [] }) => !notUnder.some((kind) => kinds.includes(kind)));
  return promised.flatMap((invariant) => invariant.violations(trial, calls).map((violation) => `${invariant.says}: ${violation}`));
}

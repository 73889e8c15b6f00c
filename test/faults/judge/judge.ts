import type { FaultKind } from '../simulation/fault-kinds.ts';
import { callsAreFolds } from './invariants/calls-are-folds.ts';
import { setAsideIsUndone } from './invariants/dead-letters.ts';
import { decisionsChain } from './invariants/decisions-chain.ts';
import { eventsHaveOneContent, eventsTellCalls, nobodyLacksPermission } from './invariants/events-tell-calls.ts';
import { factsKeptOnce } from './invariants/facts-kept-once.ts';
import { honestAnswers } from './invariants/honest-answers.ts';
import type { Invariant } from './invariants/invariant.ts';
import { leadsKnowTheirCalls } from './invariants/lead-reach.ts';
import { loadsAreOwnedLeads } from './invariants/loads-are-owned-leads.ts';
import { oneDecision } from './invariants/one-decision.ts';
import { reportsAreRight } from './invariants/reports-are-right.ts';
import { knownCalls, type Trial } from './trial.ts';

export const invariants: readonly Invariant[] = [
  factsKeptOnce,
  callsAreFolds,
  honestAnswers,
  oneDecision,
  decisionsChain,
  loadsAreOwnedLeads,
  leadsKnowTheirCalls,
  reportsAreRight,
  eventsHaveOneContent,
  eventsTellCalls,
  setAsideIsUndone,
  nobodyLacksPermission,
];

/**
 * What does not hold, each sentence after the rule that it breaks. Knows what was sent and what can be read, and of the faults only
 * which kinds there were.
 */
export function judge(trial: Trial, kinds: readonly FaultKind[]): string[] {
  const calls = knownCalls(trial);
  const promised = invariants.filter(({ notUnder = [] }) => !notUnder.some((kind) => kinds.includes(kind)));
  return promised.flatMap((invariant) => invariant.violations(trial, calls).map((violation) => `${invariant.says}: ${violation}`));
}

import type { Fact, Signal } from './fact.ts';
import { inOrder, lastSaid } from './said.ts';
import type { Direction, Outcome, Reason } from './status.ts';

/**
 * What telephony can say of a call, weakest first: a later, weaker word never beats a stronger one.
 * Vonage, for one, sends `completed` after `busy`; so a completed call without talk stands below every other ending.
 */
const rankOf = {
  unknown: 0,
  progress: 1,
  answered: 2,
  completed: 3,
  unanswered: 4,
  missed: 5,
  'no-answer': 5,
  busy: 6,
  called: 7,
} as const satisfies Record<Signal, number>;

/** Reasons for an unanswered call, weakest first: a plain no-answer says more of the lead than a failed line does. */
const reasonRank = {
  failed: 0,
  'no-terminal-event': 0,
  rejected: 1,
  'agent-unavailable': 1,
  canceled: 2,
  abandoned: 2,
  machine: 4,
  voicemail: 4,
} as const satisfies Record<Reason, number>;
const noReasonRank = 3;

/** Whether a word of telephony says that the call is over. */
export function isTerminal(signal: Signal): boolean {
  return rankOf[signal] >= rankOf.completed;
}

/** A machine or a voicemail answered, or somebody was called off: what the strongest unanswered word gives as its reason. */
function reasonOf(facts: readonly Fact[]): Reason | null {
  const rank = (fact: Fact) => (fact.reason === undefined ? noReasonRank : reasonRank[fact.reason]);
  const strongest = facts.reduce<Fact | undefined>((best, fact) => (best && rank(best) >= rank(fact) ? best : fact), undefined);
  return strongest?.reason ?? null;
}

/** Who rings us and hangs up has abandoned the call; only who places a call can cancel it. Not every message knows the direction. */
function canceledBy(direction: Direction | null, reason: Reason | null): Reason | null {
  return reason === 'canceled' && direction === 'inbound' ? 'abandoned' : reason;
}

function nobodyAnswered(direction: Direction | null): Outcome {
  return direction === 'inbound' ? 'Missed' : 'No Answer';
}

export type Ending = { outcome: Outcome; reason: Reason | null };

/**
 * The telephony outcome of facts, by rank and never by arrival.
 * `talkSeconds` decides what `completed` means: Called with talk, else No Answer outbound and Missed inbound.
 */
export function outcomeOf(facts: readonly Fact[], known: { talkSeconds: number; direction: Direction | null; machine: boolean }): Ending {
  const isCalled = (fact: Fact) => fact.signal === 'called' || (fact.signal === 'completed' && known.talkSeconds > 0);
  const rank = (fact: Fact) => (isCalled(fact) ? rankOf.called : rankOf[fact.signal]);
  const top = facts.reduce((most, fact) => Math.max(most, rank(fact)), 0);
  const strongest = inOrder(facts.filter((fact) => rank(fact) === top));
  const machineReason = lastSaid(inOrder(facts), (fact) =>
    fact.reason === 'machine' || fact.reason === 'voicemail' ? fact.reason : undefined,
  );

  if (top < rankOf.completed) return { outcome: 'In-progress', reason: null };
  if (known.machine) return { outcome: nobodyAnswered(known.direction), reason: machineReason ?? 'machine' };
  if (top === rankOf.called)
    return { outcome: 'Called', reason: machineReason ?? reasonOf(strongest.filter(({ source }) => source === 'sweep')) };
  if (top === rankOf.busy) return { outcome: 'Busy', reason: reasonOf(strongest) };
  const reason = canceledBy(known.direction, reasonOf(strongest));
  const said = strongest.map((fact) => fact.signal);
  // Two diallers may disagree whether it was Missed or No Answer; the direction decides, as it does where neither is said.
  if (said.includes('missed') && !said.includes('no-answer')) return { outcome: 'Missed', reason };
  if (said.includes('no-answer') && !said.includes('missed')) return { outcome: 'No Answer', reason };
  return { outcome: nobodyAnswered(known.direction), reason };
}

import { type Instant, latest } from './instant.ts';
import type { Lead, LeadFirsts } from './lead.ts';
import type { ReportCall } from './report-call.ts';
import { compare } from './said.ts';

type Reach = Pick<Lead, 'attempts' | 'lastCallAt' | 'lastConnectedAt'> & { firsts: LeadFirsts };

/** What a lead's calls come to. Always recomputed from all of them, so that telling a call twice counts it once. */
export function leadReach(calls: readonly ReportCall[]): Reach {
  const startOf = (some: readonly ReportCall[]): Instant | null => latest(some.map((call) => call.startedAt)) ?? null;
  return {
    attempts: calls.filter(isAttempt).length,
    lastCallAt: startOf(calls),
    lastConnectedAt: startOf(calls.filter((call) => call.talkSeconds > 0)),
    firsts: firstsOf(calls),
  };
}

function isAttempt({ ended, direction }: ReportCall): boolean {
  return ended && direction !== 'inbound';
}

function firstsOf(calls: readonly ReportCall[]): LeadFirsts {
  const inOrder = calls.filter(({ ended }) => ended).toSorted((a, b) => compare(a.startedAt, b.startedAt) || compare(a.id, b.id));
  const connect = inOrder.findIndex(({ talkSeconds }) => talkSeconds > 0);
  return {
    attemptAt: inOrder.find(isAttempt)?.startedAt ?? null,
    connectAt: inOrder[connect]?.startedAt ?? null,
    attemptsToConnect: connect === -1 ? null : inOrder.slice(0, connect + 1).filter(isAttempt).length,
  };
}

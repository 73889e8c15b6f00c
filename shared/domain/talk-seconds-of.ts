import type { Fact } from './fact.ts';
import { type Instant, secondsBetween } from './instant.ts';
import { lastSaid } from './said.ts';

/**
 * Talk time from facts in order: a correction, else what a dialler stated, else how long the lead's side was connected, else what an agent
 * logged, else the time from answer to end of a call that completed. A stated 0 never beats a stated talk time: an ending that knows less comes later.
 */
export function talkSecondsOf(facts: readonly Fact[], times: { answeredAt: Instant | undefined; endedAt: Instant | undefined }): number {
  return (
    lastSaid(facts, (fact) => (fact.source === 'correction' ? fact.talkSeconds : undefined)) ??
    statedBy(facts, 'dialler') ??
    lastSaid(facts, (fact) => fact.legSeconds) ??
    statedBy(facts, 'agent') ??
    betweenAnswerAndEnd(facts, times) ??
    0
  );
}

function statedBy(facts: readonly Fact[], source: Fact['source']): number | undefined {
  const stated = facts.filter((fact) => fact.source === source);
  return lastSaid(stated, (fact) => fact.talkSeconds || undefined) ?? lastSaid(stated, (fact) => fact.talkSeconds);
}

function betweenAnswerAndEnd(facts: readonly Fact[], { answeredAt, endedAt }: Parameters<typeof talkSecondsOf>[1]): number | undefined {
  const completed = facts.some((fact) => fact.signal === 'completed' || fact.signal === 'called');
  if (!completed || answeredAt === undefined || endedAt === undefined) return undefined;
  return Math.max(0, secondsBetween(answeredAt, endedAt));
}

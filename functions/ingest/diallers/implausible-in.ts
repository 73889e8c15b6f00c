import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, plusSeconds, secondsBetween } from '../../../shared/domain/instant.ts';
import { longestCallSeconds } from './message-fields.ts';

const daySeconds = 86_400;
const moments = ['startedAt', 'answeredAt', 'endedAt', 'occurredAt'] as const;
const spans = [
  ['startedAt', 'answeredAt'],
  ['startedAt', 'endedAt'],
  ['answeredAt', 'endedAt'],
] as const;

/**
 * What cannot be true of a call, as sentences: a time more than a day ahead of `now` or older than calls are kept,
 * an end before its beginning (a second is forgiven: diallers round), a call of more than a day.
 */
export function implausibleIn(statement: Partial<Statement>, { now, retentionDays }: { now: Instant; retentionDays: number }): string[] {
  const limits = { latest: plusSeconds(now, daySeconds), earliest: plusSeconds(now, -retentionDays * daySeconds), retentionDays };
  return [
    ...moments.flatMap((name) => outside(name, statement[name], limits)),
    ...spans.flatMap((span) => impossibleSpan(span, statement)),
  ];
}

function outside(name: string, at: Instant | undefined, limits: { latest: Instant; earliest: Instant; retentionDays: number }): string[] {
  if (at === undefined) return [];
  if (at > limits.latest) return [`${name} is ${at}, more than a day ahead`];
  return at < limits.earliest ? [`${name} is ${at}, longer ago than the ${limits.retentionDays} days that calls are kept`] : [];
}

function impossibleSpan([first, last]: (typeof spans)[number], statement: Partial<Statement>): string[] {
  const [from, to] = [statement[first], statement[last]];
  if (from === undefined || to === undefined) return [];
  const seconds = secondsBetween(from, to);
  if (seconds < -1) return [`${last} is ${-seconds} s before ${first}`];
  return seconds > longestCallSeconds
    ? [`${last} is ${seconds} s after ${first}, and no call lasts more than ${longestCallSeconds} s`]
    : [];
}

import { type Instant, latest } from './instant.ts';
import type { Lead } from './lead.ts';
import type { ReportCall } from './report-call.ts';

/** What a lead's calls come to. Always recomputed from all of them, so that telling a call twice counts it once. */
export function leadReach(calls: readonly ReportCall[]): Pick<Lead, 'attempts' | 'lastCallAt' | 'lastConnectedAt'> {
  const startOf = (some: readonly ReportCall[]): Instant | null => latest(some.map((call) => call.startedAt)) ?? null;
  return {
    attempts: calls.filter((call) => call.ended && call.direction !== 'inbound').length,
    lastCallAt: startOf(calls),
    lastConnectedAt: startOf(calls.filter((call) => call.talkSeconds > 0)),
  };
}

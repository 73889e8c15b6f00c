import type { Capability } from './capability.ts';
import { countingDays } from './counting-days.ts';

/** Answers the managers' questions from the counted days. */
export const reports: Capability = {
  name: 'reports',
  trigger: { kind: 'http', routes: ['GET /api/reports', 'ANY /api/reports/{proxy+}'] },
  may: [...countingDays, { table: 'workspace', actions: ['GetItem', 'Query'] }, { table: 'leads', index: 'by-status', actions: ['Query'] }],
  memoryMegabytes: 1769,
  // The longest that API Gateway waits.
  timeoutSeconds: 29,
  failureMeans: 'managers cannot read or download their reports',
};

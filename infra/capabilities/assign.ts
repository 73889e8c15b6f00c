import { assigningLeads } from './assigning-leads.ts';
import type { Capability } from './capability.ts';

/** Gives leads to agents when a manager says so, and says what a policy would do. */
export const assign: Capability = {
  name: 'assign',
  trigger: { kind: 'http', routes: ['POST /api/auto-assignment/{proxy+}'] },
  may: [
    ...assigningLeads,
    { table: 'calls', index: 'timeline', actions: ['Query'] },
    { table: 'workspace', actions: ['GetItem', 'Query', 'UpdateItem'] },
  ],
  // One whole processor.
  memoryMegabytes: 1769,
  // The longest that API Gateway waits.
  timeoutSeconds: 29,
  failureMeans: 'managers cannot hand out leads now, nor see what a policy would do',
};

import { notReframed, patternOf } from '../../shared/contracts/events.ts';
import { unansweredStatuses } from '../../shared/domain/status.ts';
import { callsOfLead } from './calls-of-lead.ts';
import type { Capability } from './capability.ts';

/** Gives a lead that did not pick up to another agent. */
export const reassign: Capability = {
  name: 'reassign',
  trigger: { kind: 'queue', on: patternOf(['Call Ended', 'Call Corrected'], { status: unansweredStatuses, ...notReframed }) },
  may: [
    ...callsOfLead,
    // Query: the loads of all agents, which UpdateItem changes.
    { table: 'leads', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] },
    { table: 'workspace', actions: ['Query'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  failureMeans: 'leads that did not pick up stay with the agent they already ignored',
};

import { patternOf } from '../../shared/contracts/events.ts';
import { unansweredStatuses } from '../../shared/domain/status.ts';
import type { Capability } from './capability.ts';
import { leadChanges } from './lead-changes.ts';

/** Gives a lead that did not pick up to another agent. */
export const reassign: Capability = {
  name: 'reassign',
  trigger: { kind: 'queue', on: patternOf(['Call Ended', 'Call Corrected'], { status: unansweredStatuses }) },
  may: leadChanges,
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  failureMeans: 'leads that did not pick up stay with the agent they already ignored',
};

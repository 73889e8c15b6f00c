import { patternOf } from '../../shared/contracts/events.ts';
import type { Capability } from './capability.ts';
import { leadChanges } from './lead-changes.ts';

/** Resolves the follow-ups of a lead that was spoken to. */
export const followUp: Capability = {
  name: 'follow-up',
  trigger: { kind: 'queue', on: patternOf(['Call Ended', 'Call Corrected'], { connected: [true] }) },
  may: leadChanges,
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  failureMeans: 'agents are reminded to call back people they have already spoken to',
};

import { patternOf } from '../../shared/contracts/events.ts';
import { callsOfLead } from './calls-of-lead.ts';
import type { Capability } from './capability.ts';

/** Resolves the follow-ups of a lead that was spoken to. */
export const followUp: Capability = {
  name: 'follow-up',
  trigger: { kind: 'queue', on: patternOf(['Call Ended', 'Call Corrected'], { connected: [true] }) },
  may: [...callsOfLead, { table: 'leads', actions: ['GetItem', 'PutItem'] }],
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  failureMeans: 'agents are reminded to call back people they have already spoken to',
};

import { notReframed, patternOf } from '../../shared/contracts/events.ts';
import { schedulingStatuses } from '../../shared/domain/logged-signal.ts';
import { callsOfLead } from './calls-of-lead.ts';
import type { Capability } from './capability.ts';

/** Resolves the follow-ups of a lead that was spoken to, and schedules those that diallers tell of. */
export const followUp: Capability = {
  name: 'follow-up',
  trigger: {
    kind: 'queue',
    // Called without talk time too: with what is not picked up, which goes elsewhere, every ended call is noted on its lead.
    on: patternOf(['Call Ended', 'Call Corrected'], {
      $or: [{ connected: [true] }, { status: ['Called', ...schedulingStatuses] }],
      ...notReframed,
    }),
  },
  may: [
    ...callsOfLead,
    // UpdateItem: a lead that was closed is its owner's work again once a next contact is agreed on.
    { table: 'leads', actions: ['GetItem', 'PutItem', 'UpdateItem'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  failureMeans: 'agents are reminded to call back people they have already spoken to, and not of what was agreed on in the dialler',
};

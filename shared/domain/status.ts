/** What telephony can say of a call. */
export const outcomes = ['Called', 'Busy', 'No Answer', 'Missed', 'In-progress'] as const;
export type Outcome = (typeof outcomes)[number];

/** The seven statuses that people see; an agent may choose any of them as the disposition. */
export const statuses = ['Called', 'Busy', 'No Answer', 'Missed', 'In-progress', 'Follow up', 'Rescheduled'] as const;
export type Status = (typeof statuses)[number];

/** Outcomes after which a lead may be recycled. */
export const unansweredStatuses = ['Busy', 'No Answer', 'Missed'] as const satisfies readonly Status[];
export type UnansweredStatus = (typeof unansweredStatuses)[number];

/** Why a call ended as it did, where somebody said so. */
export const reasons = [
  'canceled',
  'abandoned',
  'rejected',
  'failed',
  'machine',
  'voicemail',
  'agent-unavailable',
  'no-terminal-event',
] as const;
export type Reason = (typeof reasons)[number];

export type Direction = 'inbound' | 'outbound';

import type { Instant } from './instant.ts';
import type { FollowUp, Lead } from './lead.ts';

/**
 * How a follow-up came to its end: a connected call of its day or later, a person's word, another one in its place, or taken back.
 */
export const followUpResolutions = ['spoken-to', 'by-hand', 'replaced', 'withdrawn'] as const;

export type FollowUpEnd = {
  resolution: (typeof followUpResolutions)[number];
  /** The call that resolved it, or in which another was agreed on. */
  callId: string | null;
};

/** A follow-up as it is kept for good, beside its lead. */
export type FollowUpRecord = FollowUp & {
  workspace: string;
  leadId: string;
  /** Agent id: the lead's owner, for as long as it is open. */
  owner: string | null;
  /** null: open. */
  end: (FollowUpEnd & { at: Instant }) | null;
  /** When this was last written, and the lead's version with it. */
  changedAt: Instant;
  version: number;
};

/** A lead as it becomes, and how its follow-up ends by that, where it does. */
export type FollowUpChange = { after: Lead; followUpEnd?: FollowUpEnd };

import type { Instant } from './instant.ts';

/** Ids of the lead statuses that every workspace has; rules key on ids, so that a renamed status changes no rule. */
export const leadStatusIds = [
  'unassigned',
  'assigned',
  'followups',
  'interested',
  'not-interested',
  'not-picked',
  'missed',
  'wrong-number',
  'customer',
] as const;
export type BuiltInLeadStatus = (typeof leadStatusIds)[number];

/** One of the built-in statuses, or a workspace's own. */
export type LeadStatusId = string;

export type FollowUp = { id: string; at: Instant; note: string | null; callId: string | null };

export type Lead = {
  id: string;
  workspace: string;
  /** E.164; unique in the workspace. */
  phone: string;
  name: string | null;
  status: LeadStatusId;
  /** Agent id. */
  owner: string | null;
  tags: readonly string[];
  /** Campaign id. */
  campaign: string | null;
  source: string | null;
  /** Ended outbound calls, recomputed from the calls. */
  attempts: number;
  /** Times it was given to another agent since a person last decided. */
  recycles: number;
  lastCallAt: Instant | null;
  lastConnectedAt: Instant | null;
  /** Present owner first, then those before, newest first; at most 10. */
  owners: readonly string[];
  assignedAt: Instant | null;
  /** When a deferred decision is to be taken again. */
  deferredUntil: Instant | null;
  followUp: FollowUp | null;
  createdAt: Instant;
  /** Writes so far. 0: not kept yet. */
  version: number;
};

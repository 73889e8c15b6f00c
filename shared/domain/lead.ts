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

/** The next contact that is open; a lead has one at most. */
export type FollowUp = {
  id: string;
  at: Instant;
  note: string | null;
  /** The call in which it was agreed on; null where a person scheduled it without one. */
  callId: string | null;
  createdAt: Instant;
  /** A person changed it since: a correction of its call leaves it alone. */
  edited: boolean;
  /** When it was told that its time has come. */
  toldAt: Instant | null;
};

/** A change of a lead's status that a call made: by how it went, or by what a person said with it. */
export type StatusStep = { callId: string; before: LeadStatusId; after: LeadStatusId; by: 'outcome' | 'word' };

/** Who or what did something to a lead. */
export type Cause =
  | { kind: 'person'; token: string }
  | { kind: 'import'; token: string; id: string }
  /** How a call went; with a token, what a person said of it. */
  | { kind: 'call'; call: string; token: string | null }
  | { kind: 'decision'; decision: string };

/** How a lead was first reached, recomputed from its calls. */
export type LeadFirsts = {
  attemptAt: Instant | null;
  connectAt: Instant | null;
  /** The number of the attempt that first connected, or of attempts before the lead called in; null while none has. */
  attemptsToConnect: number | null;
};

export type Lead = {
  id: string;
  workspace: string;
  /** E.164; unique in the workspace. */
  phone: string;
  name: string | null;
  status: LeadStatusId;
  /** How calls made its status what it is, oldest first; the last few. Void where the last of them ends in another status. */
  statusSteps: readonly StatusStep[];
  /** Agent id. */
  owner: string | null;
  tags: readonly string[];
  /** Campaign id. */
  campaign: string | null;
  source: string | null;
  /** IANA zone that a person gave it; null where the number's country has to tell. */
  timezone: string | null;
  /** Ended outbound calls, recomputed from the calls. */
  attempts: number;
  /** Times it was given to another agent since a person last decided. */
  recycles: number;
  lastCallAt: Instant | null;
  lastConnectedAt: Instant | null;
  /** Absent until a call of it was noted. */
  firsts?: LeadFirsts;
  /** Present owner first, then those before, newest first; at most 10. */
  owners: readonly string[];
  assignedAt: Instant | null;
  /** When a deferred decision is to be taken again. */
  deferredUntil: Instant | null;
  followUp: FollowUp | null;
  createdAt: Instant;
  /** null: nobody noted it. */
  createdBy: Cause | null;
  /** Writes so far. 0: not kept yet. */
  version: number;
};

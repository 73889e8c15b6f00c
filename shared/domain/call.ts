import type { Fact } from './fact.ts';
import type { Day, Instant } from './instant.ts';
import type { Direction, Outcome, Reason, Status } from './status.ts';

/** What is frozen when a call is first seen, so that later changes of a lead or a setting do not rewrite past reports; the settings until its day is rebuilt. */
export type Frame = {
  /** IANA zone in which the call's day is counted. */
  timezone: string;
  leadId?: string;
  /** Tags and campaign of the lead at that time. */
  tags: readonly string[];
  leadCampaign?: string;
  connectionCampaign?: string;
  /** A machine or voicemail that answered counts as talk. */
  machineIsConversation: boolean;
  /** Another call of the same lead and agent may be this one: nobody could tell. */
  possibleDuplicate?: boolean;
};

export type Flag =
  | 'called-without-talk-time'
  | 'unanswered-with-talk-time'
  | 'missed-outbound'
  | 'follow-up-without-time'
  | 'unknown-status'
  | 'possible-duplicate';

/** A call: the fold of its facts. Nothing in it depends on the order in which they came. */
export type Call = {
  status: Status;
  outcome: Outcome;
  disposition: Status | null;
  reason: Reason | null;
  /** No longer in progress: telephony said how it ended, or a person disposed of it. */
  ended: boolean;
  direction: Direction | null;
  /** Talk time above zero, whatever the status. */
  connected: boolean;
  talkSeconds: number;
  ringSeconds: number | null;
  startedAt: Instant;
  answeredAt: Instant | null;
  endedAt: Instant | null;
  /** When anything was last said of it. */
  heardAt: Instant;
  day: Day;
  leadId: string | null;
  leadPhone: string | null;
  agent: { id: string; branch: string | null; department: string | null } | null;
  campaign: string | null;
  tags: readonly string[];
  note: string | null;
  followUpAt: Instant | null;
  recordingUrl: string | null;
  providerStatus: string | null;
  flags: readonly Flag[];
};

/** A call as it is kept: its identity, its facts, and what they fold to. */
export type RecordedCall = {
  id: string;
  workspace: string;
  /** The connection that told of it; null for a call that an agent logged. */
  connection: string | null;
  externalId: string;
  /** Writes so far; each write demands that nobody else wrote since it was read. 0: not kept yet. */
  version: number;
  frame: Frame;
  facts: readonly Fact[];
  call: Call;
};

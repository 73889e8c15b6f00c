import type { Instant } from './instant.ts';
import type { Direction, Reason, Status } from './status.ts';

/**
 * What one telephony word means, before talk time and direction are known from the other facts:
 * `completed` becomes Called, No Answer or Missed; `unanswered` becomes No Answer or Missed.
 * `unknown` is a word that nobody has mapped: kept, and never an ending.
 */
export const signals = ['unknown', 'progress', 'answered', 'completed', 'unanswered', 'no-answer', 'missed', 'busy', 'called'] as const;
export type Signal = (typeof signals)[number];

/** How a dialler names an agent: any of these, as it was sent. */
export type AgentReference = { id?: string; email?: string; phone?: string };

/** What a dialler said of one call in one message: only what was said, in seconds, E.164 and UTC. */
export type Statement = {
  /** The dialler's own id of the call; all statements with the same one are of the same call. */
  externalId: string;
  /** The dialler's id of this message, where it has one. */
  eventId?: string;
  /** The dialler's own word for the status, untouched. */
  word?: string;
  signal: Signal;
  reason?: Reason;
  /** The sender's own word for the reason, untouched, where it is none of ours. */
  reasonWord?: string;
  disposition?: Status;
  direction?: Direction;
  /** The lead's number, E.164. */
  leadPhone?: string;
  agent?: AgentReference;
  /** When it happened, as the dialler says; absent where it does not say. */
  occurredAt?: Instant;
  startedAt?: Instant;
  answeredAt?: Instant;
  endedAt?: Instant;
  talkSeconds?: number;
  /** How long the lead's side was connected, menus and queues included: talk, where nobody tells of an agent's side. */
  legSeconds?: number;
  ringSeconds?: number;
  note?: string;
  followUpAt?: Instant;
  /** Campaign id or name, as sent. */
  campaign?: string;
  recordingUrl?: string;
  /** What the same message says where `leadPhone` turns out to be an agent's own telephone. */
  whereAgent?: Omit<Statement, 'whereAgent'>;
};

/** Who said it. A `correction` is an agent's later word on a past call and wins over a log. */
export type FactSource = 'dialler' | 'agent' | 'correction' | 'sweep';

/** The agent of a fact as the workspace knew them when it was heard; the names of their structure are frozen by id. */
export type FactAgent = { id: string; branch?: string; department?: string };

/** One immutable thing said about a call. Its id is a fingerprint of what it says, so that the same statement is the same fact. */
export type Fact = Omit<Statement, 'externalId' | 'agent' | 'campaign' | 'occurredAt' | 'whereAgent'> & {
  id: string;
  source: FactSource;
  /** When it happened; when it was heard, where nobody said. */
  occurredAt: Instant;
  receivedAt: Instant;
  agent?: FactAgent;
  campaign?: string;
};

import type { Statement } from '../../../shared/domain/fact.ts';
import type { Instant } from '../../../shared/domain/instant.ts';

/** A webhook as it came: the bytes untouched, header names in lower case, the URL the one that the dialler was given. */
export type WebhookRequest = {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: Buffer;
};

/** What an adapter needs to know of the connection to read its webhooks. */
export type DiallerSettings = {
  /** Active secrets; any of them may match. */
  secrets: readonly string[];
  /** IANA zone of times that come without one. */
  timezone: string;
  /** Country (ISO 3166, two letters) of numbers that come without one. */
  region: string;
  /** Words of this account, to ours. */
  statusMap: Readonly<Record<string, string>>;
  /** Where in a message its fields are, for the kind `fields`. */
  fieldMap: Readonly<Record<string, string>> | null;
  /** Days that calls are kept: a call older than that is not readable any more. */
  retentionDays: number;
};

export type Verification = { verified: true } | { verified: false; reason: string };

export type Reading =
  | { kind: 'statements'; statements: readonly Statement[] }
  /** Verified, and not about a call. */
  | { kind: 'ignored'; why: string }
  /** About a call, or meant to be, and not readable: it is kept whole. */
  | { kind: 'unreadable'; why: string };

/** One dialler. Pure: whatever it is given, it answers; it never throws and never looks at a clock. */
export type Dialler = {
  kind: string;
  /** Why a request of this media type is not taken in; asked before all else, of the headers alone. Absent where any may be. */
  unsupported?: (request: WebhookRequest) => string | undefined;
  /** Reads signature and raw bytes alone; `reason` says what did not match, never the secret. */
  verify: (request: WebhookRequest, settings: DiallerSettings, now: Instant) => Verification;
  read: (request: WebhookRequest, settings: DiallerSettings, now: Instant) => Reading;
  /**
   * Headers to answer with, 200, where the request is no webhook but a question whether somebody is there, which diallers ask unsigned when a
   * URL is given to them. Nothing of it is stored. Undefined for every webhook, and the whole left out where a dialler asks nothing.
   */
  handshake?: (request: WebhookRequest) => Readonly<Record<string, string>> | undefined;
  /** The same request without the secrets that travel in it, as it may be kept; `read` reads both alike. Absent where none do. */
  redact?: (request: WebhookRequest) => WebhookRequest;
  /**
   * For a dialler whose messages come by another way than webhooks: its secret is none, but names the account that they are of. It has to be
   * given, and an account has one connection, whose id is made of it.
   */
  account?: { isOne: (text: string) => boolean; expected: string };
  /** A fresh secret for a connection that brought none. */
  newSecret: (random: (bytes: number) => Buffer) => string;
  /** The dialler can't sign: the secret travels as `?key=` in the webhook's URL. */
  keyInUrl: boolean;
  /** IANA zone of its times that come without one, where the connection names none; the workspace's, where this is left out. */
  timezone?: string;
};

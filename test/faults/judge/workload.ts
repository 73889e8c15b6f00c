import type { Instant } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import type { Connection, Directory } from '../../../shared/domain/workspace.ts';
import { chanceOf } from './chance.ts';
import { hostileMessages } from './hostile-messages.ts';
import { messageOf } from './message-of.ts';
import { plannedCalls } from './planned-calls.ts';
import { team } from './team.ts';

/** One call as it went: what its dialler will say of it, in the order in which it happened. */
export type PlannedCall = {
  externalId: string;
  connection: Connection;
  direction: Direction;
  /** Of the lead, E.164. */
  phone: string;
  startedAt: Instant;
  /** Campaign that the dialler names. */
  campaign: string | null;
  says: readonly Said[];
};

/** One thing said of a call. Word and moment tell it from all others of its call. */
export type Said = {
  word: string;
  at: Instant;
  talkSeconds?: number;
  /** Agent that is named, as our id. */
  agent?: string;
  followUpAt?: Instant;
};

export type HttpRequest = { method: string; path: string; headers: Record<string, string>; body: string };

/** What an honest answer to a message is. */
type Honesty =
  | { kind: 'genuine'; call: PlannedCall; said: Said }
  /** Signed; what it says, a scenario knows. */
  | { kind: 'signed' }
  /** Signed, and nothing that could be read, or nothing about a call. */
  | { kind: 'unreadable' | 'not-about-a-call' }
  /** Nothing of it may be stored, and it may not be told more than 401. */
  | { kind: 'forged' | 'stale' };

export type Message = Honesty & {
  id: string;
  sendAtMs: number;
  /** As it is sent at that moment: a retry is signed anew, where the dialler does that. */
  request: (nowMs: number) => HttpRequest;
  /** Sent again although it was acknowledged. */
  repeats: number;
};

export type Workload = {
  directory: Directory;
  leads: readonly Lead[];
  connections: readonly Connection[];
  messages: readonly Message[];
  /** Daily runs of auto-assignment that fell due by then are dealt with; none are promised without it. */
  dailyUntil?: Instant;
};

/** How much happens, and within which time. */
export type Size = { calls: readonly [least: number, most: number]; minutes: number };

/** Few calls, where each meets the others and their faults; every twentieth seed has more, so that batches and pages fill. */
const sizes: { few: Size; many: Size } = { few: { calls: [2, 4], minutes: 5 }, many: { calls: [8, 12], minutes: 9 } };

/**
 * What happens in a seed, put together of its parts: who is there (`team.ts`), what goes wrong on calls (`stories.ts`), when they are made and
 * told (`planned-calls.ts`), how each dialler says it (`message-of.ts`), and what may not get in (`hostile-messages.ts`). A new dialler is a
 * connection of the team and a form in `message-of.ts`; a new kind of input is a part of its own, added to the messages here.
 *
 * Some calls told in two or three webhooks each within minutes, some at the same moment, some not meant well; the same for the same seed.
 */
export function workload(seed: number, startMs: number): Workload {
  const chance = chanceOf(seed);
  const size = seed % 20 === 5 ? sizes.many : sizes.few;
  const { directory, leads, connections } = team(chance, startMs);
  const genuine = plannedCalls({ chance, startMs, size, directory, leads, connections }).flatMap(({ call, sendAtMs }) =>
    call.says.map((said, index) => messageOf({ call, said, sendAtMs: sendAtMs[index] ?? startMs, repeats: chance.happens(0.15) ? 1 : 0 })),
  );
  return { directory, leads, connections, messages: [...genuine, ...hostileMessages({ chance, startMs, size, connections, genuine })] };
}

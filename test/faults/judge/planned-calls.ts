import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import type { Connection, Directory } from '../../../shared/domain/workspace.ts';
import type { Chance } from './chance.ts';
import { type Story, stories } from './stories.ts';
import { phoneOf } from './team.ts';
import type { PlannedCall, Size } from './workload.ts';

export type Surroundings = {
  chance: Chance;
  startMs: number;
  size: Size;
  directory: Directory;
  leads: readonly Lead[];
  connections: readonly [standard: Connection, twilio: Connection];
  /** The courses that calls may take; all that there are unless given. */
  courses?: readonly [Story, ...Story[]];
};

/** A call, and when its dialler sends each thing that it says. */
export type SentCall = { call: PlannedCall; sendAtMs: readonly number[] };

/** The schedules of the template run each five minutes: news that come then meet a count that has begun. */
const scheduleMs = 300_000;

export function plannedCalls(around: Surroundings): SentCall[] {
  const { chance, size, startMs } = around;
  // Most seeds have a busy moment, when several calls of one lead are told at once.
  const rushMs = scheduleMs - (startMs % scheduleMs);
  return Array.from({ length: chance.whole(...size.calls) }, (_, index) => plannedCall(index, rushMs, around));
}

function plannedCall(index: number, rushMs: number, around: Surroundings): SentCall {
  const { chance, startMs, size, connections, directory, courses = stories } = around;
  const story = chance.pick(courses);
  const known = story.direction === 'outbound' || chance.happens(0.7);
  const connection = story.twilio && chance.happens(0.35) && known ? connections[1] : connections[0];
  const agents = directory.agents.map(({ id }) => id) as [string, ...string[]]; // a team has four
  const inRush = chance.happens(0.45);
  const toldMs = startMs + (inRush ? rushMs + chance.whole(-400, 1_500) : chance.whole(0, size.minutes * 60_000));
  const startedAt = chance.happens(0.65) ? wholeSecond(toldMs - chance.whole(60, 600) * 1000) : nearMidnight(toldMs, around);
  const call: PlannedCall = {
    externalId: `CA-${index}`,
    connection,
    direction: story.direction,
    // Two leads get most of the calls, so that decisions meet.
    phone: phoneOf(known ? (chance.happens(0.6) ? chance.whole(0, 1) : chance.whole(0, 4)) : chance.whole(5, 6)),
    startedAt,
    campaign: known && connection.dialler === 'standard' && chance.happens(0.3) ? 'cmp_renewal' : null,
    says: saysOf(story, { startedAt, agents: [chance.pick(agents), chance.pick(agents)], naming: connection.dialler === 'standard' }),
  };
  // Told as they happened, all at once, or the last first.
  const pace = chance.pick(['live', 'at once', 'backwards'] as const);
  const gapMs = chance.whole(20, 4_000);
  const place = (said: number) =>
    ({ live: said * gapMs, 'at once': chance.whole(0, 30), backwards: (call.says.length - said) * gapMs })[pace];
  return { call, sendAtMs: call.says.map((_, said) => toldMs + place(said)) };
}

type Telling = { startedAt: Instant; agents: readonly [string, string]; naming: boolean };

function saysOf(story: Story, { startedAt, agents, naming }: Telling): PlannedCall['says'] {
  return story.says.map(({ word, afterSeconds, talkSeconds, agent, followUpAfterSeconds }) => ({
    word,
    at: plus(startedAt, afterSeconds),
    ...(talkSeconds !== undefined && { talkSeconds }),
    ...(naming && { agent: agents[agent ?? 0] }),
    ...(followUpAfterSeconds !== undefined && { followUpAt: plus(startedAt, followUpAfterSeconds) }),
  }));
}

/** Within 20 minutes of one of the last two midnights of the workspace, and over by now. */
function nearMidnight(beforeMs: number, { chance, directory }: Surroundings): Instant {
  const midnight = Temporal.Instant.fromEpochMilliseconds(beforeMs - 2 * 3_600_000)
    .toZonedDateTimeISO(directory.settings.timezone)
    .startOfDay()
    .subtract({ days: chance.whole(0, 1) });
  return wholeSecond(midnight.epochMilliseconds + chance.whole(-1_200, 1_200) * 1000);
}

function wholeSecond(ms: number): Instant {
  return new Date(Math.floor(ms / 1000) * 1000).toISOString();
}

function plus(at: Instant, seconds: number): Instant {
  return new Date(Date.parse(at) + seconds * 1000).toISOString();
}

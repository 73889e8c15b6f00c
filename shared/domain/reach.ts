import { dayOf, plusDays } from './business-day.ts';
import { type Day, type Instant, secondsBetween } from './instant.ts';
import type { Lead } from './lead.ts';
import { type RateMeasure, rateOf } from './rate.ts';

export const reachBreakdowns = ['tag', 'campaign', 'owner'] as const;
export type ReachBreakdown = (typeof reachBreakdowns)[number];

/** What reach needs of a lead. */
export type LeadForReach = Pick<Lead, 'id' | 'tags' | 'campaign' | 'owner' | 'createdAt' | 'firsts'>;

/** Leads by the attempt that first connected; 0 where the lead called in first, `10+` for the tenth and later. */
export type AttemptsToConnect = Record<string, number>;

/** Seconds from the making of a lead; null of nothing. The 90th percentile is a value that occurs (nearest rank). */
export type Speed = { median: number | null; p90: number | null; withinFiveMinutes: RateMeasure };

export type Reach = {
  leads: number;
  attempted: number;
  reached: number;
  reachRate: RateMeasure;
  attemptsToFirstConnect: AttemptsToConnect;
  speedToLead: { firstAttempt: Speed; firstConnect: Speed };
};

const places = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10+'] as const;
const fiveMinutes = 300;

/** Takes leads one by one, in any order, as they were at the end of a day of the workspace. */
export function reachTally(asOf: Day, timezone: string): { add: (lead: LeadForReach) => void; reach: () => Reach } {
  const isBy = byEndOf(asOf, timezone);
  const counts = { leads: 0, attempted: 0, reached: 0, attemptedAndReached: 0 };
  const histogram: number[] = places.map(() => 0);
  const [toAttempt, toConnect]: [number[], number[]] = [[], []];

  return {
    add: ({ createdAt, firsts }) => {
      if (!isBy(createdAt)) return;
      const attemptAt = by(isBy, firsts?.attemptAt);
      const connectAt = by(isBy, firsts?.connectAt);
      counts.leads += 1;
      noteSpeed(toAttempt, createdAt, attemptAt);
      noteSpeed(toConnect, createdAt, connectAt);
      if (attemptAt !== undefined) counts.attempted += 1;
      if (connectAt === undefined) return;
      counts.reached += 1;
      if (attemptAt !== undefined) counts.attemptedAndReached += 1;
      const place = Math.min(firsts?.attemptsToConnect ?? 0, places.length - 1);
      histogram[place] = (histogram[place] ?? 0) + 1;
    },
    reach: () => ({
      leads: counts.leads,
      attempted: counts.attempted,
      reached: counts.reached,
      reachRate: rateOf(counts.attemptedAndReached, counts.attempted),
      attemptsToFirstConnect: Object.fromEntries(places.map((name, place) => [name, histogram[place] ?? 0])),
      speedToLead: { firstAttempt: speedOf(toAttempt), firstConnect: speedOf(toConnect) },
    }),
  };
}

function by(isBy: (at: Instant) => boolean, at: Instant | null | undefined): Instant | undefined {
  return at && isBy(at) ? at : undefined;
}

/** A moment two days before it in UTC is before it in every zone; only those near it need the zone. */
function byEndOf(day: Day, timezone: string): (at: Instant) => boolean {
  const surely = plusDays(day, -1);
  const atMost = plusDays(day, 2);
  return (at) => at < surely || (at < atMost && dayOf(at, timezone) <= day);
}

/** A lead that was called before it was made says nothing about how quick anybody was. */
function noteSpeed(seconds: number[], from: Instant, to: Instant | undefined): void {
  if (to !== undefined && to >= from) seconds.push(secondsBetween(from, to));
}

function speedOf(seconds: number[]): Speed {
  const sorted = Float64Array.from(seconds).sort();
  const atRank = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
  return {
    median: atRank(0.5),
    p90: atRank(0.9),
    withinFiveMinutes: rateOf(sorted.filter((one) => one <= fiveMinutes).length, sorted.length),
  };
}

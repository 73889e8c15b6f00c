import { Temporal } from 'temporal-polyfill';
import type { Lead } from '../../../../shared/domain/lead.ts';
import { type Agent, type AssignmentPolicy, defaultPolicy } from '../../../../shared/domain/workspace.ts';
import { type Chance, chanceOf } from '../../judge/chance.ts';
import { messageOf } from '../../judge/message-of.ts';
import { plannedCalls, type SentCall, type Surroundings } from '../../judge/planned-calls.ts';
import { stories } from '../../judge/stories.ts';
import { team } from '../../judge/team.ts';
import type { Workload } from '../../judge/workload.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** By these clocks leads are called: their numbers are Indian, wherever the workspace is. */
export const zoneOfLeads = 'Asia/Kolkata';

/** `plenty`: one agent is always free. `scarce`: all are full or away until one is freed. `mixed`: some have caps. */
export type Staff = 'plenty' | 'scarce' | 'mixed';
/** The calling hours, seen from the start. */
export type Hours = 'none' | 'inside' | 'soon' | 'over';

/** What a seed of the scenario is about: the same for the same seed. */
export type Assigning = { work: Workload & { dailyUntil: string }; staff: Staff; hours: Hours; runAtMs: number };

const unansweredMostly = stories.filter(({ says }) => says.every(({ talkSeconds = 0 }) => talkSeconds === 0)) as [...typeof stories];

export function assigningOf(seed: number, startMs: number): Assigning {
  const chance = chanceOf(seed ^ 0xa551);
  const { directory, leads: plain, connections } = team(chance, startMs);
  const staff = chance.pick(['plenty', 'scarce', 'mixed', 'mixed'] as const);
  const leads = plain.map((lead) => withPast(lead, chance));
  const agents = staffed(directory.agents, { staff, leads, chance });
  const hours = hoursAt(startMs, chance);
  const runAtMs = startMs + chance.whole(3, 5) * minuteMs;
  const policy: AssignmentPolicy = {
    ...defaultPolicy,
    enabled: true,
    statuses: chance.happens(0.75) ? ['unassigned', 'not-picked', 'missed'] : defaultPolicy.statuses,
    afterAttempts: chance.happens(0.2) ? 2 : 1,
    cooldownMinutes: chance.happens(0.2) ? chance.whole(1, 4) : 0,
    excludePrevious: chance.pick([0, 1, 2, 2, 3]),
    maxRecycles: chance.whole(1, 4),
    callingHours: callingHoursOf(hours, startMs),
    scope: chance.happens(0.25) ? { agents: agents.slice(0, 3).map(({ id }) => id) } : null,
    runAt: clockAt(runAtMs, directory.settings.timezone),
  };
  const around = { chance, startMs, size: { calls: [2, 5], minutes: 7 }, directory, leads, connections } as const;
  const calls = [...plannedCalls({ ...around, courses: chance.happens(0.5) ? stories : unansweredMostly }), ...rush(around)];
  const messages = calls.flatMap(({ call, sendAtMs }) =>
    call.says.map((said, index) => messageOf({ call, said, sendAtMs: sendAtMs[index] ?? startMs, repeats: 0 })),
  );
  const work = { directory: { ...directory, agents, policy }, leads, connections, messages, dailyUntil: new Date(startMs).toISOString() };
  return { work, staff, hours, runAtMs };
}

/** Every lead is called, nobody answers, and all of it is told at the same moment: decisions meet at the agents who are free. */
function rush({
  chance,
  startMs,
  leads,
  connections: [connection],
}: Pick<Surroundings, 'chance' | 'startMs' | 'leads' | 'connections'>): SentCall[] {
  const toldMs = startMs + chance.whole(30, 120) * 1000;
  return leads.map(({ phone }, index) => {
    const [startedAt, at] = [-60, -30].map((seconds) => new Date(toldMs + seconds * 1000).toISOString()) as [string, string];
    const call = { connection, phone, direction: 'outbound', campaign: null, startedAt } as const;
    return {
      call: { ...call, externalId: `CA-rush-${index}`, says: [{ word: 'no-answer', at, agent: 'a_asha' }] },
      sendAtMs: [toldMs + chance.whole(0, 100)],
    };
  });
}

/** Some leads had other owners before, so that there is somebody to whom they may not go back. */
function withPast(lead: Lead, chance: Chance): Lead {
  const before = ['a_tara', 'a_vijay', 'a_ravi', 'a_asha'].filter((id) => id !== lead.owner).slice(0, chance.whole(1, 2));
  return lead.owner === null ? lead : { ...lead, owners: [lead.owner, ...before] };
}

function staffed(agents: readonly Agent[], { staff, leads, chance }: { staff: Staff; leads: readonly Lead[]; chance: Chance }): Agent[] {
  return agents.map((agent, index) => {
    const owned = leads.filter(({ owner }) => owner === agent.id).length;
    const free = { mixed: chance.whole(0, 2), scarce: 0, plenty: chance.whole(0, 2) }[staff];
    const isFree = staff === 'plenty' && index === 0;
    return {
      ...agent,
      leadCap: isFree || (staff === 'mixed' && chance.happens(0.4)) ? null : owned + free,
      working: isFree || chance.happens(0.8),
    };
  });
}

function hoursAt(startMs: number, chance: Chance): Hours {
  // Hours end on the day on which they begin, so there are none around midnight.
  const { hour } = Temporal.Instant.fromEpochMilliseconds(startMs).toZonedDateTimeISO(zoneOfLeads);
  return hour < 4 || hour > 18 ? 'none' : chance.pick(['none', 'inside', 'soon', 'soon', 'over'] as const);
}

function callingHoursOf(hours: Hours, startMs: number): AssignmentPolicy['callingHours'] {
  if (hours === 'none') return null;
  const [from, until] = { inside: [-hourMs, 4 * hourMs], soon: [6 * minuteMs, 4 * hourMs], over: [-3 * hourMs, -minuteMs] }[hours] as [
    number,
    number,
  ];
  return { start: clockAt(startMs + from, zoneOfLeads), end: clockAt(startMs + until, zoneOfLeads), days: [1, 2, 3, 4, 5, 6, 7] };
}

/** `HH:MM` of a moment. */
export function clockAt(ms: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

import { type Chance, chanceOf } from '../../judge/chance.ts';
import { messageOf } from '../../judge/message-of.ts';
import { type Story, stories } from '../../judge/stories.ts';
import { phoneOf, team } from '../../judge/team.ts';
import type { PlannedCall, Workload } from '../../judge/workload.ts';
import { type ClosingDay, closingDay } from './closing-day.ts';

/** Of the zones of the team, those whose hours begin at half past an hour of UTC. */
const zones = ['Asia/Kolkata', 'America/St_Johns', 'Australia/Adelaide', 'Pacific/Marquesas'] as const;

const minuteMs = 60_000;
const going = ['ringing', 'answered', 'in-progress'];

/** Courses of calls that are never seen in progress: with those a day would be open for as long. */
const overAtOnce = stories.filter(({ says }) => says.every(({ word }) => !going.includes(word))) as [Story, ...Story[]]; // five of them

/** Calls of a day that closes half an hour from now: told before, after, or partly so; and one of the day behind it. */
export function closedDayWorkload(seed: number, startMs: number): Workload {
  const chance = chanceOf(seed ^ 0xc105e);
  const { directory, leads, connections } = team(chance, startMs);
  const timezone = chance.pick(zones);
  const closing = closingDay(startMs, timezone);
  const settings = { ...directory.settings, timezone, closeAfterHours: closing.closeAfterHours, leadsFromUnknownCallers: false };
  const agents = directory.agents.map(({ id }) => id) as [string, ...string[]]; // a team has four
  const calls = Array.from({ length: chance.whole(3, 5) }, (_, index) => plannedCall(index, { chance, closing, agents, connections }));
  const messages = calls.flatMap((call, index) => {
    const late = index === 0 ? call.says.length : chance.whole(0, call.says.length);
    const sentAt = (place: number) =>
      place < late ? startMs + chance.whole(0, 8 * minuteMs) : closing.closesMs + chance.whole(minuteMs, 9 * minuteMs);
    return call.says.map((said, place) => messageOf({ call, said, sendAtMs: sentAt(place), repeats: chance.happens(0.1) ? 1 : 0 }));
  });
  const policy = { ...directory.policy, enabled: false };
  return { directory: { ...directory, settings, policy }, leads, connections, messages };
}

type Around = { chance: Chance; closing: ClosingDay; agents: readonly [string, ...string[]]; connections: Workload['connections'] };

function plannedCall(index: number, { chance, closing, agents, connections }: Around): PlannedCall {
  const { direction, says } = chance.pick(overAtOnce);
  const onNextDay = index === 1 ? 86_400_000 : 0;
  const startedMs = closing.startMs + onNextDay + chance.whole(2, 23 * 60) * minuteMs;
  const at = (seconds: number) => new Date(startedMs + seconds * 1000).toISOString();
  const [standard] = connections;
  if (!standard) throw new Error('A team has two connections');
  const pair = [chance.pick(agents), chance.pick(agents)] as const;
  return {
    externalId: `CA-${index}`,
    connection: standard,
    direction,
    // Nobody's lead: what becomes of leads is another matter.
    phone: phoneOf(chance.whole(10, 12)),
    startedAt: at(0),
    campaign: chance.happens(0.3) ? 'cmp_renewal' : null,
    says: says.map(({ word, afterSeconds, talkSeconds, agent = 0, followUpAfterSeconds }) => ({
      word,
      at: at(afterSeconds),
      agent: pair[agent],
      ...(talkSeconds !== undefined && { talkSeconds }),
      ...(followUpAfterSeconds !== undefined && { followUpAt: new Date(closing.closesMs + 86_400_000).toISOString() }),
    })),
  };
}

import { chanceOf } from '../../judge/chance.ts';
import { messageOf } from '../../judge/message-of.ts';
import { type Story, stories } from '../../judge/stories.ts';
import { phoneOf, team } from '../../judge/team.ts';
import type { PlannedCall, Workload } from '../../judge/workload.ts';

const minuteMs = 60_000;
const going = ['ringing', 'answered', 'in-progress'];
const overAtOnce = stories.filter(({ says }) => says.every(({ word }) => !going.includes(word))) as [Story, ...Story[]]; // five of them

/** So long before now the first call began. */
export const hoursBack = 10;

/** Some calls of the last hours, told within some minutes; the last ones while files are written. */
export function exportWorkload(seed: number, startMs: number): Workload {
  const chance = chanceOf(seed ^ 0xe4907);
  const { directory, leads, connections } = team(chance, startMs);
  const [connection] = connections;
  const agents = directory.agents.map(({ id }) => id) as [string, ...string[]]; // a team has four
  const settings = { ...directory.settings, leadsFromUnknownCallers: false };
  const policy = { ...directory.policy, enabled: false };
  const messages = Array.from({ length: chance.whole(5, 6) }, (_, index) => {
    const { direction, says } = chance.pick(overAtOnce);
    const startedMs = startMs - chance.whole(5, hoursBack * 60) * minuteMs;
    const at = (seconds: number) => new Date(startedMs + seconds * 1000).toISOString();
    const call: PlannedCall = {
      externalId: `CA-${index}`,
      connection,
      direction,
      phone: phoneOf(chance.whole(10, 12)),
      startedAt: at(0),
      campaign: null,
      says: says.map(({ word, afterSeconds, talkSeconds }) => ({
        word,
        at: at(afterSeconds),
        agent: chance.pick(agents),
        ...(talkSeconds !== undefined && { talkSeconds }),
        ...(word === 'Follow up' && { followUpAt: new Date(startMs + 86_400_000).toISOString() }),
      })),
    };
    const toldMs = startMs + chance.whole(0, index < 4 ? 2 * minuteMs : 12 * minuteMs);
    return call.says.map((said) => messageOf({ call, said, sendAtMs: toldMs + chance.whole(0, 2_000), repeats: 0 }));
  });
  return { directory: { ...directory, settings, policy }, leads, connections, messages: messages.flat() };
}

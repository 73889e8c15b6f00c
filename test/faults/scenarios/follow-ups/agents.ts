import * as z from 'zod';
import type { HttpAnswer } from '../../../../local/http/http-answer.ts';
import { leadIdOf } from '../../../../shared/store/ids.ts';
import { chanceOf } from '../../judge/chance.ts';
import { isTaken } from '../../judge/dialler.ts';
import type { Scene } from '../../judge/scenario.ts';
import { managerToken } from '../../judge/setup-items.ts';
import { phoneOf } from '../../judge/team.ts';
import { aPerson } from '../a-person.ts';

const minuteMs = 60_000;
const playMinutes = 12;

/** What was asked for and what was answered. */
export type Asked = {
  /** Requests that schedule, and the ids that they were answered with. */
  requests: number;
  scheduledIds: ReadonlySet<string>;
  /** Follow-ups that a person was told are ended so. */
  ended: ReadonlyMap<string, 'by-hand' | 'withdrawn'>;
};

const answeredId = z.object({ id: z.string() });
const answeredEnd = z.object({ resolution: z.string().nullable() });

/** People schedule, move and end follow-ups, log calls, and give leads to others. */
export async function agents({ simulation, workload, seed }: Scene): Promise<Asked> {
  const chance = chanceOf(seed ^ 0xa6e);
  const startMs = simulation.now();
  const { workspace, agents: team } = workload.directory;
  const asks = aPerson(simulation, { token: managerToken, name: `agent-${seed}` });
  const scheduledIds = new Set<string>();
  const ended = new Map<string, 'by-hand' | 'withdrawn'>();

  const untilMinute = async (minute: number): Promise<void> => {
    await simulation.sleep(Math.max(0, startMs + minute * minuteMs - simulation.now()));
  };
  /** Some seconds past a minute, a while from now: where a request takes long, it may be over by then. */
  const soon = (inMinutes: number, seconds: number): string =>
    new Date(simulation.now() + inMinutes * minuteMs + seconds * 1000).toISOString();

  async function schedules({ minute, leadId, later }: (typeof plans)[number]): Promise<void> {
    const [inMinutes, seconds, waits] = [chance.whole(1, 4), chance.whole(0, 59), chance.whole(1, 3)];
    await untilMinute(minute);
    const made = await asks({ method: 'POST', path: `/api/leads/${leadId}/follow-ups`, body: { at: soon(inMinutes, seconds) } });
    if (!isTaken(made)) return;
    const { id } = answeredId.parse(bodyOf(made));
    scheduledIds.add(id);
    await simulation.sleep(waits * minuteMs);
    const path = `/api/follow-ups/${id}`;
    if (later === 'move') await asks({ method: 'PATCH', path, body: { at: soon(waits, seconds) } });
    if (later !== 'done' && later !== 'withdrawn') return;
    const answer = await asks({ method: 'PATCH', path, body: { state: later } });
    const became = later === 'done' ? 'by-hand' : 'withdrawn';
    if (isTaken(answer) && answeredEnd.parse(bodyOf(answer)).resolution === became) ended.set(id, became);
  }

  async function logs({
    minute,
    leadId,
    status,
    agent,
  }: {
    minute: number;
    leadId: string;
    status: 'Follow up' | 'Called';
    agent: string;
  }) {
    await untilMinute(minute);
    const followUp = status === 'Follow up' ? { followUp: { at: soon(2, 30) } } : {};
    await asks({ method: 'POST', path: '/api/calls', body: { leadId, status, durationSeconds: 40, agent, ...followUp } });
  }

  const aLead = (): string => leadIdOf(workspace, phoneOf(chance.whole(0, 4)));
  const anAgent = (): string => chance.pick(team.map(({ id }) => id) as [string, ...string[]]);
  const someMinute = (): number => chance.whole(0, 24) / 4;
  const plans = Array.from({ length: chance.whole(2, 4) }, () => ({
    minute: someMinute(),
    leadId: aLead(),
    later: chance.pick(['nothing', 'nothing', 'move', 'done', 'withdrawn'] as const),
  }));
  const logged = Array.from({ length: chance.whole(0, 2) }, () => ({
    minute: someMinute(),
    leadId: aLead(),
    status: chance.pick(['Follow up', 'Called'] as const),
    agent: anAgent(),
  }));
  const given = Array.from({ length: chance.whole(0, 2) }, () => ({ minute: someMinute(), leadId: aLead(), owner: anAgent() }));
  await Promise.all([
    ...plans.map(schedules),
    ...logged.map(logs),
    ...given.map(async ({ minute, leadId, owner }) => {
      await untilMinute(minute);
      await asks({ method: 'PATCH', path: `/api/leads/${leadId}`, body: { owner } });
    }),
    untilMinute(playMinutes),
  ]);
  return { requests: plans.length, scheduledIds, ended };
}

function bodyOf({ body }: HttpAnswer): unknown {
  return JSON.parse(body.toString());
}

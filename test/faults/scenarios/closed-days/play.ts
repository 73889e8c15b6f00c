import { plusDays } from '../../../../shared/domain/business-day.ts';
import { callIdOf } from '../../../../shared/store/ids.ts';
import { type Chance, chanceOf } from '../../judge/chance.ts';
import type { Scene, Verdict } from '../../judge/scenario.ts';
import { adminToken, managerToken } from '../../judge/setup-items.ts';
import { ask, askOnce } from '../ask.ts';
import { closingDay } from './closing-day.ts';
import { closedDayVerdict } from './verdict.ts';

const minuteMs = 60_000;

/** What a reader was answered of the day. */
export type Reading = { askedAtMs: number; answeredAtMs: number; by: string; status: number; body: string };

/** A correction that was asked for, and the settings that are in force in the end. */
export type Changes = {
  corrected: { callId: string; status: 'Called' | 'Busy'; isTaken: boolean } | undefined;
  conversationSeconds: number;
  timezone: string;
};

/** Zones further east than one of the team: there the day has closed as well, so that whatever changes of it later restates it. */
const furtherEast: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'Pacific/Marquesas': ['America/St_Johns', 'Asia/Kolkata', 'Pacific/Kiritimati'],
  'America/St_Johns': ['Asia/Kolkata', 'Australia/Adelaide'],
  'Asia/Kolkata': ['Asia/Kathmandu', 'Australia/Adelaide'],
  'Australia/Adelaide': ['Pacific/Kiritimati'],
};

const breakdowns = ['none', 'agent', 'hour', 'direction', 'campaign'] as const;

/** Readers read, rollups are asked for beside those of the schedule, a call is corrected, a setting changed, the day asked to be counted anew, or all days in another zone. */
export async function playClosedDay({ simulation, workload, seed }: Scene): Promise<Verdict> {
  const chance = chanceOf(seed ^ 0xc10);
  const { workspace, settings } = workload.directory;
  const { day, closesMs } = closingDay(simulation.now(), settings.timezone);
  const at = async (ms: number) => simulation.sleep(Math.max(0, closesMs + ms - simulation.now()));
  const readings: Reading[] = [];
  const { conversationSeconds, timezone } = settings;
  const changes: Changes = { corrected: undefined, conversationSeconds, timezone };

  async function read(ms: number, by: string): Promise<void> {
    await at(ms);
    const askedAtMs = simulation.now();
    const path = `/api/reports?from=${day}&to=${day}&by=${by}`;
    const { status, body } = await askOnce(simulation, { method: 'GET', path, token: managerToken });
    readings.push({ askedAtMs, answeredAtMs: simulation.now(), by, status, body: body.toString() });
  }

  async function rollUp(ms: number): Promise<void> {
    await at(ms);
    await askOnce(simulation, { method: 'POST', path: '/api/reports/rollup', token: managerToken });
  }

  async function correct(ms: number): Promise<void> {
    const [first] = workload.messages;
    if (first?.kind !== 'genuine') return;
    await at(ms);
    const { connection, externalId } = first.call;
    const callId = callIdOf(workspace, connection.id, externalId);
    const status = chance.pick(['Called', 'Busy'] as const);
    const asked = { method: 'PATCH', path: `/api/calls/${callId}`, token: managerToken, body: { status } };
    // Not there yet while its dialler still tries to tell of it.
    const answer = await ask(simulation, asked, (one) => one.status >= 500 || one.status === 404 || one.status === 409);
    changes.corrected = { callId, status, isTaken: answer.status === 200 };
  }

  async function recount(ms: number): Promise<void> {
    await at(ms);
    const kind = chance.pick(['setting', 'day', 'zone'] as const);
    if (kind === 'setting') changes.conversationSeconds = 60;
    if (kind === 'zone') changes.timezone = chance.pick(furtherEast[settings.timezone] ?? [settings.timezone]);
    const body = { conversationSeconds: changes.conversationSeconds, timezone: changes.timezone };
    if (kind !== 'day') await ask(simulation, { method: 'PATCH', path: '/api/settings', token: adminToken, body });
    if (kind === 'setting') return;
    const [from, to] = kind === 'day' ? [day, day] : [plusDays(day, -2), plusDays(day, 4)];
    await ask(simulation, { method: 'POST', path: '/api/reports/rebuild', token: adminToken, body: { from, to } });
    if (kind === 'zone') await rollUp(0);
  }

  const moment = (from: number, to: number) => chance.whole(from * minuteMs, to * minuteMs);
  const together = moment(7, 14);
  await Promise.all([
    ...readTimes(chance, together).map((ms) => read(ms, chance.pick(breakdowns))),
    ...rollUpTimes(chance, together).map(rollUp),
    ...(chance.happens(0.7) ? [correct(moment(2, 14))] : []),
    ...(chance.happens(0.4) ? [recount(moment(2, 14))] : []),
  ]);
  return closedDayVerdict({ day, closesMs, readings, changes });
}

/** Two while rollups write, and one when all may be over. */
function readTimes(chance: Chance, together: number): number[] {
  return [together + chance.whole(0, 3_000), together + chance.whole(0, 10_000), chance.whole(16, 22) * minuteMs];
}

/** Two at the same moment, most of the time. */
function rollUpTimes(chance: Chance, together: number): number[] {
  return [together, ...(chance.happens(0.6) ? [together + chance.whole(0, 200)] : [])];
}

import * as z from 'zod';
import { dayOf } from '../../../../shared/domain/business-day.ts';
import { type Chance, chanceOf } from '../../judge/chance.ts';
import type { Scene, Verdict } from '../../judge/scenario.ts';
import { managerToken } from '../../judge/setup-items.ts';
import { ask } from '../ask.ts';
import { hoursBack } from './export-workload.ts';
import { exportVerdict } from './verdict.ts';

const minuteMs = 60_000;
/** A manager looks so often, and then not again. */
const waitsMs = [2, 10, 16, 16].map((minutes) => minutes * minuteMs);

/** An export that was asked for: its id once it was acknowledged. */
export type AskedExport = { kind: 'calls' | 'report' | 'leads'; format: 'csv' | 'xlsx'; from: string; to: string; id: string };

const shown = z.object({ id: z.string(), state: z.enum(['queued', 'running', 'done', 'failed']).optional() });

/** A manager asks for two files, looks how far they are, and starts them again where they failed or stand still. */
export async function playExports({ simulation, workload, seed }: Scene): Promise<Verdict> {
  const chance = chanceOf(seed ^ 0xe4);
  const startMs = simulation.now();
  const dayAt = (ms: number) => dayOf(new Date(ms).toISOString(), workload.directory.settings.timezone);
  const [from, to] = [dayAt(startMs - hoursBack * 3_600_000), dayAt(startMs)];

  async function exported(index: number): Promise<AskedExport> {
    await simulation.sleep(chance.whole(4 * minuteMs, 9 * minuteMs));
    const { kind, format } = asked(index, chance);
    const body = kind === 'leads' ? { kind, format } : { kind, format, from, to, ...(kind === 'report' && { by: 'agent' }) };
    const answer = await ask(simulation, { method: 'POST', path: '/api/exports', token: managerToken, body, key: `export-${index}` });
    if (answer.status !== 202) return { kind, format, from, to, id: '' };
    const { id } = shown.parse(JSON.parse(answer.body.toString()));
    await untilDone(id);
    return { kind, format, from, to, id };
  }

  async function untilDone(id: string): Promise<void> {
    for (const waitMs of waitsMs) {
      await simulation.sleep(waitMs);
      const answer = await ask(simulation, { method: 'GET', path: `/api/exports/${id}`, token: managerToken });
      if (answer.status !== 200) continue;
      const { state } = shown.parse(JSON.parse(answer.body.toString()));
      if (state === 'done') return;
      // Refused as long as it need not be.
      await ask(simulation, { method: 'POST', path: `/api/exports/${id}/retry`, token: managerToken });
    }
  }

  return exportVerdict(await Promise.all([exported(0), exported(1)]));
}

/** The first is of calls, the second of whatever. */
function asked(index: number, chance: Chance): Pick<AskedExport, 'kind' | 'format'> {
  const kind = index === 0 ? 'calls' : chance.pick(['calls', 'report', 'leads'] as const);
  return { kind, format: chance.pick(['csv', 'csv', 'xlsx']) };
}

import { describe, expect, it } from 'vitest';
import type { ExportScheduleStore } from '../../../shared/store/export-schedule-store.ts';
import { at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';
import { aSchedule } from './a-schedule.ts';

/** What every store of schedules does. */
export function describeExportScheduleStore(kind: string, storeOf: () => ExportScheduleStore): void {
  describe(`schedules of exports in ${kind}`, () => {
    it.each([
      [
        { every: 'day', at: '06:00' },
        { kind: 'calls', filters: { status: 'Busy', connected: false, tag: 'hot' } },
      ],
      [
        { every: 'week', at: '06:00', weekday: 7 },
        { kind: 'leads', filters: { owner: 'a_asha' } },
      ],
      [
        { every: 'month', at: '23:59', dayOfMonth: 28 },
        { kind: 'report', interval: 'day', by: 'tag', filters: { tag: 'hot' } },
      ],
    ] as const)('at %j come back as they were saved', async (time, question) => {
      const store = storeOf();
      const last = { exportId: 'e_1', period: '2026-11-21', at: at() };
      const one = aSchedule({ workspace: aWorkspace(), time, question, last });
      expect(await store.save(one)).toBe('saved');
      expect(await store.get(one.workspace, one.id)).toEqual(one);
      expect(await store.get(aWorkspace(), one.id)).toBeUndefined();
    });

    it('are saved only by those who saw the last version, and not by those who missed that it was removed', async () => {
      const store = storeOf();
      const one = aSchedule({ workspace: aWorkspace() });
      await store.save(one);
      expect(await store.save({ ...one, name: 'Again' })).toBe('conflict');
      expect(await store.save({ ...one, name: 'Changed', version: 2 })).toBe('saved');
      expect(await store.save({ ...one, name: 'Late', version: 2 })).toBe('conflict');
      expect((await store.get(one.workspace, one.id))?.name).toBe('Changed');
      await store.remove(one.workspace, one.id);
      expect(await store.save({ ...one, version: 3 })).toBe('conflict');
      expect(await store.get(one.workspace, one.id)).toBeUndefined();
    });

    it('are listed for their workspace alone, and run in all of them where they are switched on', async () => {
      const store = storeOf();
      const [here, there] = [aWorkspace(), aWorkspace()];
      const [first, off] = [aSchedule({ workspace: here, id: 'xs_a' }), aSchedule({ workspace: here, id: 'xs_b', enabled: false })];
      const other = aSchedule({ workspace: there });
      for (const one of [off, first, other]) await store.save(one);
      expect(await store.list(here)).toEqual([first, off]);
      const enabled = (await store.enabled()).filter(({ workspace }) => workspace === here || workspace === there);
      expect(enabled.map(({ id }) => id).toSorted()).toEqual([other.id, first.id].toSorted());
    });
  });
}

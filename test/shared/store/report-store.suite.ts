import { describe, expect, it } from 'vitest';
import type { Day } from '../../../shared/domain/instant.ts';
import type { ReportRow } from '../../../shared/domain/report-row.ts';
import type { CauseKind, DirtyCause, Restatement } from '../../../shared/domain/restatement.ts';
import { rowKey } from '../../../shared/domain/row-key.ts';
import { noSums } from '../../../shared/domain/sums.ts';
import type { DaySummary, DirtyDay, ReportStore } from '../../../shared/store/report-store.ts';
import { aDaySummary, at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';

const today = '2026-11-22';

function aRow(row: Partial<ReportRow> = {}): ReportRow {
  const byStatus = { Busy: { ...noSums(), calls: 2, attempts: 2 }, Called: { ...noSums(), calls: 1, missedReturned: 1 } };
  return { family: 'agent', day: today, dimensions: { agent: 'a_asha', branch: null, department: null }, byStatus, ...row };
}

function summaryOf(day: Day, calls = 3): DaySummary {
  return aDaySummary({ day, calls });
}

async function rowsOfDay(store: ReportStore, workspace: string, day: Day): Promise<ReportRow[]> {
  return store.rowsOfDay(workspace, day, (await store.beginDay(workspace, day)).families);
}

async function saved(store: ReportStore, workspace: string, { day = today, changed = [] as ReportRow[], gone = [] as ReportRow[] } = {}) {
  const { generation } = await store.beginDay(workspace, day);
  expect(await store.saveDay({ workspace, day, generation, changed, gone, summary: summaryOf(day) })).toBe('saved');
}

const inOrder = (rows: readonly ReportRow[]) => rows.toSorted((a, b) => (rowKey(a) < rowKey(b) ? -1 : 1));

/** What every store of report rows does. */
export function describeReportStore(kind: string, storeOf: () => ReportStore): void {
  describe(`report rows in ${kind}`, () => {
    it('come back as they were saved, by family and by day', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const asha = aRow();
      const nobody = aRow({ dimensions: { agent: null, branch: null, department: null } });
      const tagged = aRow({ family: 'tags', dimensions: { tags: ['a,b', 'vip'] } });
      const full = aRow({
        family: 'detail-hour',
        dimensions: { agent: 'a_1', branch: 'b', department: 'd', campaign: 'g', tags: [], direction: 'inbound', hour: 0 },
        byStatus: { 'Follow up': { ...noSums(), talkSeconds: 86_400 }, Missed: { ...noSums(), missed: 1, inboundMissed: 1 } },
      });
      await saved(store, workspace, { changed: [asha, nobody, tagged, full] });
      expect(inOrder(await rowsOfDay(store, workspace, today))).toEqual(inOrder([asha, nobody, tagged, full]));
      expect(inOrder(await store.rows(workspace, 'agent', today, today))).toEqual(inOrder([asha, nobody]));
      expect(await store.rows(workspace, 'tags', today, today)).toEqual([tagged]);
      expect(await store.rows(workspace, 'hour', today, today)).toEqual([]);
      expect(await rowsOfDay(store, aWorkspace(), today)).toEqual([]);
    });

    it('are those of the days asked, both included, over months', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const days = ['2026-10-30', '2026-10-31', '2026-11-01', '2026-12-01', '2026-12-02'];
      for (const day of days) await saved(store, workspace, { day, changed: [aRow({ day })] });
      const rows = await store.rows(workspace, 'agent', '2026-10-31', '2026-12-01');
      expect(rows.map(({ day }) => day).sort()).toEqual(['2026-10-31', '2026-11-01', '2026-12-01']);
    });

    it('change and go with what is saved next', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const [asha, ravi] = [aRow(), aRow({ dimensions: { agent: 'a_ravi', branch: null, department: null } })];
      await saved(store, workspace, { changed: [asha, ravi] });
      const more = { ...asha, byStatus: { Busy: { ...noSums(), calls: 9 } } };
      await saved(store, workspace, { changed: [more], gone: [ravi] });
      expect(await rowsOfDay(store, workspace, today)).toEqual([more]);
      await saved(store, workspace, { gone: [more] });
      expect(await rowsOfDay(store, workspace, today)).toEqual([]);
    });

    it('are all kept, however many a day has', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const many = Array.from({ length: 250 }, (_, n) => aRow({ dimensions: { agent: `a_${n}`, branch: 'b_1', department: null } }));
      await saved(store, workspace, { changed: many });
      expect(inOrder(await rowsOfDay(store, workspace, today))).toEqual(inOrder(many));
      await saved(store, workspace, { gone: many.slice(0, 230) });
      expect(inOrder(await rowsOfDay(store, workspace, today))).toEqual(inOrder(many.slice(230)));
    });

    it('of an older recomputation are not written once a newer one has begun', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const { generation: older } = await store.beginDay(workspace, today);
      const { generation: newer } = await store.beginDay(workspace, today);
      expect(newer).toBeGreaterThan(older);
      const save = (generation: number, changed: ReportRow[]) =>
        store.saveDay({ workspace, day: today, generation, changed, gone: [], summary: summaryOf(today, generation) });
      expect(await save(older, [aRow()])).toBe('superseded');
      expect(await save(older, [])).toBe('superseded');
      expect(await store.rows(workspace, 'agent', today, today)).toEqual([]);
      expect(await store.summaries(workspace, today, today)).toEqual([]);
      expect(await save(newer, [aRow()])).toBe('saved');
      expect(await save(older, [])).toBe('superseded');
      expect(await store.summaries(workspace, today, today)).toEqual([summaryOf(today, newer)]);
    });

    it('have a summary a day once they are saved, without rows too', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      for (const day of ['2026-11-21', '2026-11-20', '2026-11-23']) await saved(store, workspace, { day });
      await store.beginDay(workspace, today);
      const found = await store.summaries(workspace, '2026-11-20', today);
      expect(found).toEqual([summaryOf('2026-11-20'), summaryOf('2026-11-21')]);
      const { generation } = await store.beginDay(workspace, today);
      const summary = { ...summaryOf(today), closed: true, unannounced: true };
      await store.saveDay({ workspace, day: today, generation, changed: [], gone: [], summary });
      expect(await store.summaries(workspace, today, today)).toEqual([summary]);
    });

    it('are known at the beginning of a recomputation: what was counted last, and what families have rows', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      expect(await store.beginDay(workspace, today)).toEqual({ generation: 1, summary: undefined, families: [], isHalfWritten: false });
      const totals = { Busy: { ...noSums(), calls: 2, attempts: 2 } };
      const untold = [{ version: 2, at: at(), calls: 2, causes: ['late-webhook' as const] }];
      const summary = { ...summaryOf(today), totals, untold };
      await store.saveDay({ workspace, day: today, generation: 1, changed: [aRow()], gone: [], summary });
      expect(await store.states(workspace, today, today)).toEqual([{ day: today, summary, isHalfWritten: false }]);
      expect(await store.beginDay(workspace, today)).toEqual({ generation: 2, summary, families: ['agent'], isHalfWritten: false });
    });

    it('of answer times come back with their waits', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const answered = new Map<number | 'unknown', number>([
        ['unknown', 2],
        [0, 1],
        [12, 3],
      ]);
      const row = aRow({
        family: 'answer-times',
        dimensions: { campaign: null },
        byStatus: {},
        answerTimes: { answered, abandoned: new Map() },
      });
      await saved(store, workspace, { changed: [row] });
      expect(await store.rows(workspace, 'answer-times', today, today)).toEqual([row]);
    });

    it('have restatements, kept with the rows and once for each recomputation, the latest day first', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const restated = async (day: Day) => {
        const { generation } = await store.beginDay(workspace, day);
        const restatement: Restatement = {
          ...{ day, at: at(), version: generation, calls: 3, rows: 0 },
          causes: [{ kind: 'correction', calls: ['c_1'] }],
          changes: [{ measure: 'pickUpRate', before: null, after: 0.25 }],
        };
        const day1 = { workspace, day, generation, changed: [], gone: [], summary: summaryOf(day), restatement };
        expect(await store.saveDay(day1)).toBe('saved');
        expect(await store.saveDay(day1)).toBe('saved');
        return restatement;
      };
      const first = await restated('2026-11-20');
      const second = await restated('2026-11-20');
      const third = await restated('2026-11-21');
      await restated('2026-11-23');
      const days = { from: '2026-11-20', to: today };
      const page = await store.restatements(workspace, days, { limit: 2, cursor: undefined });
      expect(page.items).toEqual([third, second]);
      expect(await store.restatements(workspace, days, { limit: 2, cursor: page.next ?? undefined })).toEqual({
        items: [first],
        next: null,
      });
      expect((await store.restatements(aWorkspace(), days, { limit: 2, cursor: undefined })).items).toEqual([]);
    });

    it('have marks that say why: the causes of a day add up until it is clean', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const cause = (kind: CauseKind, callId: string | null): DirtyCause => ({ kind, callId, openSince: callId && at() });
      const mark = (name: string, causes: DirtyCause[]) => ({ workspace, day: today, mark: name, markedAt: at(), causes });
      await store.markDirty(mark('m1', [cause('correction', 'c_1')]));
      await store.markDirty(mark('m2', [cause('settings', null)]));
      const [dirty] = await store.dirtyDays(workspace);
      expect(dirty).toMatchObject({ mark: 'm2', causes: [cause('correction', 'c_1'), cause('settings', null)] });
      if (dirty) await store.clearMark(dirty);
      await store.markDirty({ workspace, day: today, mark: 'm3', markedAt: at() });
      expect((await store.dirtyDays(workspace))[0]?.causes).toBeUndefined();
    });

    it('have marks that keep when a rebuild was asked for, whatever else marks the day, until that is noted as done', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const causes: DirtyCause[] = Array.from({ length: 20 }, (_, n) => ({ kind: 'correction', callId: `c_${n}`, openSince: null }));
      const mark = (name: string, more: Partial<DirtyDay>) => ({ workspace, day: today, mark: name, markedAt: at(), ...more });
      const asked = async () => (await store.dirtyDays(workspace)).map(({ mark: name, rebuildAskedAt }) => [name, rebuildAskedAt]);
      await store.markDirty(mark('m1', { causes }));
      await store.markDirty(mark('m2', { rebuildAskedAt: at(1), causes: [{ kind: 'rebuild', callId: null, openSince: null }] }));
      await store.markDirty(mark('m3', { causes }));
      expect(await asked()).toEqual([['m3', at(1)]]);
      expect(await store.clearRebuild(mark('m1', {}))).toBe(false);
      expect(await store.clearRebuild(mark('m1', { rebuildAskedAt: at() }))).toBe(false);
      expect(await asked()).toEqual([['m3', at(1)]]);
      expect(await store.clearRebuild(mark('m1', { rebuildAskedAt: at(1) }))).toBe(true);
      expect(await asked()).toEqual([['m3', undefined]]);
      expect(await store.clearMark(mark('m3', {}))).toBe(true);
      expect(await store.clearRebuild(mark('m3', { rebuildAskedAt: at(1) }))).toBe(false);
      expect(await asked()).toEqual([]);
    });

    it('have marks of dirty days: one a day, the last, removed by whoever knows it', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const mark = (day: Day, name: string) => ({ workspace, day, mark: name, markedAt: at() });
      const ours = async () => (await store.dirtyDays()).filter((dirty) => dirty.workspace === workspace);
      await store.markDirty(mark(today, 'm1'));
      await store.markDirty(mark('2026-11-21', 'm1'));
      await store.markDirty(mark(today, 'm2'));
      expect(await ours()).toEqual([mark('2026-11-21', 'm1'), mark(today, 'm2')]);
      expect(await store.clearMark(mark(today, 'm1'))).toBe(false);
      expect(await store.clearMark(mark(today, 'm2'))).toBe(true);
      expect(await store.clearMark(mark(today, 'm2'))).toBe(false);
      expect(await ours()).toEqual([mark('2026-11-21', 'm1')]);
    });
  });
}

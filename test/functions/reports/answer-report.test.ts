import { beforeEach, describe, expect, it } from 'vitest';
import { answerReport } from '../../../functions/reports/answer-report.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { ReportQuestion } from '../../../shared/domain/report-question.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { aDaySummary, aDirectory, anAgent, aReportCall } from '../../builders.ts';
import { memoryReportStore } from '../../doubles/memory-report-store.ts';

// 17:30 on 22 November in Kolkata: days up to the 19th closed 48 hours after their end.
const now = '2026-11-22T12:00:00.000Z';
const directory = aDirectory({ agents: [anAgent('a_asha', { name: 'Asha' }), anAgent('a_ravi', { name: 'Ravi' })] });
const question: ReportQuestion = { from: '2026-11-16', to: '2026-11-19', interval: 'day', by: 'none', filters: {} };

let reports = memoryReportStore();
beforeEach(() => {
  reports = memoryReportStore();
});

async function rolledUp(day: string, calls: ReportCall[], { rolledUpAt = `${day}T23:00:00.000Z`, open = 0, workspace = 'w_1' } = {}) {
  const { generation } = await reports.beginDay(workspace, day);
  const changed = rowsOf(calls, { day, settings: directory.settings, later: [] });
  const summary = aDaySummary({ day, calls: calls.length, open, rolledUpAt, version: generation });
  await reports.saveDay({ workspace, day, generation, changed, gone: [], summary });
}

const answer = (asked: Partial<ReportQuestion> = {}) => answerReport({ ...question, ...asked }, { reports, directory, now: () => now });
const mark = (day: string, workspace = 'w_1') => reports.markDirty({ workspace, day, mark: 'm_1', markedAt: '2026-11-22T11:00:00.000Z' });

describe('answerReport', () => {
  it('answers with the question, the zone, the dictionary and the numbers of the stored days', async () => {
    await rolledUp('2026-11-16', [aReportCall({ status: 'Called', talkSeconds: 60 }), aReportCall()]);
    await rolledUp('2026-11-18', [aReportCall()]);
    await rolledUp('2026-11-18', [aReportCall(), aReportCall()], { workspace: 'w_2' });
    const report = await answer();
    expect(report).toMatchObject({ from: '2026-11-16', to: '2026-11-19', interval: 'day', by: 'none', timezone: 'Asia/Kolkata' });
    expect(report).toMatchObject({ definitions: '2', asOf: now, open: [] });
    expect(report.rows.map(({ period, calls, connected }) => [period, calls, connected])).toEqual([
      ['2026-11-16', 2, 1],
      ['2026-11-18', 1, 0],
    ]);
    expect(report.totals).toMatchObject({ calls: 3, attempts: 3, connected: 1, pickUpRate: { value: 1 / 3 } });
  });

  it('breaks down and filters, and names people', async () => {
    await rolledUp('2026-11-16', [
      aReportCall({ tags: ['hot'] }),
      aReportCall({ agent: 'a_ravi' }),
      aReportCall({ agent: null, tags: ['hot'] }),
    ]);
    const { rows, totals } = await answer({ by: 'agent', filters: { tag: 'hot' }, interval: 'total' });
    expect(rows.map(({ period, key, label, calls }) => [period, key, label, calls])).toEqual([
      ['2026-11-16/2026-11-19', 'a_asha', 'Asha', 1],
      ['2026-11-16/2026-11-19', null, 'No agent', 1],
    ]);
    expect(totals.calls).toBe(2);
  });

  describe('open', () => {
    it('names the days that have not closed, also those without calls', async () => {
      expect((await answer({ to: '2026-11-22' })).open).toEqual(['2026-11-20', '2026-11-21', '2026-11-22']);
    });

    it('names a closed day that changed, and those before it whose missed calls it may have returned', async () => {
      await mark('2026-11-18');
      expect((await answer()).open).toEqual(['2026-11-16', '2026-11-17', '2026-11-18']);
    });

    it('names a day that a later day, itself not asked for, may change', async () => {
      await mark('2026-11-20');
      expect((await answer()).open).toEqual(['2026-11-18', '2026-11-19']);
    });

    it('names a closed day with a call still in progress', async () => {
      await rolledUp('2026-11-17', [], { open: 1 });
      expect((await answer()).open).toEqual(['2026-11-17']);
    });

    it('takes no notice of other workspaces', async () => {
      await mark('2026-11-18', 'w_2');
      expect((await answer()).open).toEqual([]);
    });
  });

  describe('asOf', () => {
    it('is now while every day is as its calls are, however long ago it was rolled up', async () => {
      await rolledUp('2026-11-16', [aReportCall()]);
      expect((await answer()).asOf).toBe(now);
    });

    it('is when the stalest of the changed days was last rolled up', async () => {
      await rolledUp('2026-11-16', [], { rolledUpAt: '2026-11-22T10:00:00.000Z' });
      await rolledUp('2026-11-17', [], { rolledUpAt: '2026-11-22T09:00:00.000Z' });
      await rolledUp('2026-11-18', [], { rolledUpAt: '2026-11-22T08:00:00.000Z' });
      await mark('2026-11-16');
      await mark('2026-11-17');
      expect((await answer()).asOf).toBe('2026-11-22T09:00:00.000Z');
    });

    it('is when its mark was set, for a day never rolled up', async () => {
      await mark('2026-11-16');
      expect((await answer()).asOf).toBe('2026-11-22T11:00:00.000Z');
    });
  });
});

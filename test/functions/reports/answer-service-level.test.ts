import { describe, expect, it } from 'vitest';
import { answerServiceLevel, type ServiceLevelQuestion } from '../../../functions/reports/answer-service-level.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { aDaySummary, aDirectory, aReportCall } from '../../builders.ts';
import { memoryReportStore } from '../../doubles/memory-report-store.ts';

const directory = aDirectory();
const inbound = { direction: 'inbound', branch: 'b_pune' } as const;

/** Two days of calls: one answered after 10 s, one after 30 s, one given up after 3 s, one of which nobody said how long it rang. */
async function aStore() {
  const reports = memoryReportStore();
  for (const day of ['2026-11-20', '2026-11-22']) {
    const calls = [
      aReportCall({ ...inbound, talkSeconds: 60, waitSeconds: 10 }),
      aReportCall({ ...inbound, talkSeconds: 60, waitSeconds: 30, branch: 'b_goa' }),
      aReportCall({ ...inbound, status: 'Missed', waitSeconds: 3, campaign: 'k_1' }),
      aReportCall({ ...inbound, status: 'Missed' }),
      aReportCall({ talkSeconds: 60 }),
    ];
    const { generation } = await reports.beginDay('w_1', day);
    const changed = rowsOf(calls, { day, settings: directory.settings, later: [] });
    await reports.saveDay({ workspace: 'w_1', day, generation, changed, gone: [], summary: aDaySummary({ day, version: generation }) });
  }
  return reports;
}

const question: ServiceLevelQuestion = {
  ...{ from: '2026-11-20', to: '2026-11-22', interval: 'day', thresholdSeconds: 20, shortSeconds: 5 },
  ...{ formula: 'of-offered', filters: {} },
};

const answer = async (asked: Partial<ServiceLevelQuestion> = {}) =>
  answerServiceLevel({ ...question, ...asked }, { reports: await aStore(), directory });

describe('answerServiceLevel', () => {
  it('counts inbound calls by how long they waited, a line for each period', async () => {
    const { rows, totals } = await answer();
    expect(rows.map(({ period }) => period)).toEqual(['2026-11-20', '2026-11-22']);
    expect(rows[0]).toMatchObject({ inbound: 4, answered: 2, abandoned: 2, answeredWithin: 1, abandonedWithin: 1, unknown: 1 });
    expect(totals).toMatchObject({ inbound: 8, serviceLevel: { value: 0.25, numerator: 2, denominator: 8 } });
  });

  it.each<[Partial<ServiceLevelQuestion>, object]>([
    [{ filters: { branch: 'b_goa' } }, { inbound: 2, answeredWithin: 0 }],
    [{ filters: { campaign: 'k_1' } }, { inbound: 2, abandoned: 2 }],
    [{ filters: { department: 'd_none' } }, { inbound: 0, serviceLevel: { value: null, numerator: 0, denominator: 0 } }],
    [{ thresholdSeconds: 30 }, { answeredWithin: 4 }],
    [{ formula: 'without-short-abandoned' }, { serviceLevel: { value: 2 / 6, numerator: 2, denominator: 6, interval: expect.anything() } }],
    [{ from: '2026-11-21' }, { inbound: 4 }],
  ])('answers %j', async (asked, totals) => {
    expect((await answer({ interval: 'total', ...asked })).totals).toMatchObject(totals);
  });
});

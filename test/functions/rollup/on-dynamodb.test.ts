import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { answerReport } from '../../../functions/reports/answer-report.ts';
import { rollUp } from '../../../functions/rollup/roll-up.ts';
import type { Signal } from '../../../shared/domain/fact.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { reportCallOf } from '../../../shared/domain/report-call-of.ts';
import type { ReportQuestion } from '../../../shared/domain/report-question.ts';
import { defaultSettings } from '../../../shared/domain/workspace.ts';
import type { CallStore } from '../../../shared/store/call-store.ts';
import { callsInOrder } from '../../../shared/store/calls-in-order.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoReportStore } from '../../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../../shared/store/dynamo-workspace-store.ts';
import { aDirectory, aFact, at } from '../../builders.ts';
import { comparable, reportFromCalls } from '../../shared/domain/report-oracle.ts';
import { aRecordedCall } from '../../shared/store/a-recorded-call.ts';
import { type DynamoForTests, startDynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { aRebuild } from './a-rebuild.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamoForTests();
});
afterAll(() => dynamo.stop());

const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
const now = () => '2026-11-24T12:00:00.000Z';
const signals: Signal[] = ['busy', 'no-answer', 'missed', 'called', 'completed', 'progress'];

/** Calls over a day and a half, of five leads and three agents. */
function someCalls(workspace: string) {
  return Array.from({ length: 120 }, (_, index) => {
    const signal = signals[index % signals.length] ?? 'busy';
    const agent = { id: `a_${index % 3}`, branch: `b_${index % 2}` };
    const direction = index % 4 === 0 ? 'inbound' : 'outbound';
    const talk = signal === 'called' || (signal === 'completed' && index % 4 === 1) ? { talkSeconds: 10 + index } : {};
    const said = aFact({ signal, agent, direction, startedAt: at(index * 1000), occurredAt: at(index * 1000 + 60), ...talk });
    const tags = index % 5 === 0 ? ['hot', 'vip'] : [];
    return aRecordedCall({ workspace, facts: [said], frame: { timezone: settings.timezone, tags, leadId: `l_${index % 5}` } });
  });
}

describe('a report on DynamoDB', () => {
  it('says what counting the calls says, from the calls as they are stored', async () => {
    const workspace = 'w_reports';
    const calls = dynamoCallStore(dynamo.of('calls'));
    const reports = dynamoReportStore(dynamo.of('reports'));
    const workspaces = dynamoWorkspaceStore(dynamo.of('workspace'));
    await workspaces.createWorkspace({ id: workspace, name: 'Reports', settings, createdAt: at() });
    const recorded = someCalls(workspace);
    await Promise.all(recorded.map((call) => calls.save(call)));
    for (const day of new Set(recorded.map(({ call }) => call.day))) {
      await reports.markDirty({ workspace, day, mark: 'm_1', markedAt: at() });
    }

    const { days } = await rollUp({ reports, calls, workspaces, now });
    const ended = recorded.filter(({ call }) => call.ended).map(reportCallOf);
    expect(days.reduce((sum, day) => sum + day.calls, 0)).toBe(ended.length);
    expect(await reports.dirtyDays()).toEqual([]);

    const directory = aDirectory({ workspace, settings });
    for (const by of ['none', 'status', 'agent', 'tag', 'hour'] as const) {
      const question: ReportQuestion = { from: '2026-11-20', to: '2026-11-25', interval: 'day', by, filters: {} };
      const report = await answerReport(question, { reports, directory, now });
      const counted = reportFromCalls(ended, question, settings);
      expect(comparable([report.totals])).toEqual([counted.totals]);
      expect(comparable(report.rows)).toEqual(expect.arrayContaining(counted.rows));
      expect(report.rows).toHaveLength(counted.rows.length);
    }

    await reports.markDirty({ workspace, day: '2026-11-22', mark: 'm_2', markedAt: at() });
    expect((await rollUp({ reports, calls, workspaces, now })).days).toMatchObject([{ day: '2026-11-22', changedRows: 0 }]);
  });

  it('after a rebuild in another zone says what counting the calls by that zone says, and lists and exports agree with it', async () => {
    const calls = dynamoCallStore(dynamo.of('calls'));
    const world = aRebuild('w_rebuilt', { calls, reports: dynamoReportStore(dynamo.of('reports')) });
    const recorded = someCalls(world.workspace);
    await Promise.all(recorded.map((call) => world.calls.save(call)));
    await world.settle();
    world.settings.timezone = 'America/New_York';
    await world.rebuild('2026-11-19', '2026-11-26');
    world.later(5);
    // One dies in the middle of it, and two go on at once.
    await world.run({ calls: dyingAt(40, world.calls) }).catch(() => undefined);
    await Promise.all([world.run(), world.run()].map((run) => run.catch(() => undefined)));
    await world.settle();

    const all = await calls.getMany(
      world.workspace,
      recorded.map(({ id }) => id),
    );
    const ended = all.filter(({ call }) => call.ended).map(reportCallOf);
    expect(new Set(all.map(({ frame }) => frame.timezone))).toEqual(new Set(['America/New_York']));
    expect(new Set(all.map(({ version }) => version))).toEqual(new Set([2]));
    expect(ended.length).toBe(recorded.filter(({ call }) => call.ended).length);
    for (const by of ['none', 'agent', 'weekday-hour'] as const) {
      const question: ReportQuestion = { from: '2026-11-19', to: '2026-11-26', interval: 'day', by, filters: {} };
      const report = await answerReport(question, { reports: world.reports, directory: world.directory, now });
      const counted = reportFromCalls(ended, question, world.settings);
      expect(comparable(report.rows)).toEqual(expect.arrayContaining(counted.rows));
      expect(comparable([report.totals])).toEqual([counted.totals]);
    }
    for (const day of ['2026-11-21', '2026-11-22', '2026-11-23']) {
      const { items } = await calls.list({
        workspace: world.workspace,
        from: day,
        to: day,
        limit: 200,
        cursor: undefined,
        matches: () => true,
      });
      const onDay = all.filter(({ call }) => call.day === day);
      expect(items.map(({ id }) => id).sort()).toEqual(onDay.map(({ id }) => id).sort());
      const span = { workspace: world.workspace, from: day, to: day, after: null, isEmpty: () => false };
      const exported: ReportCall[] = [];
      for await (const page of callsInOrder(dynamo.of('calls'), span)) exported.push(...page.calls);
      expect(exported.map(({ id }) => id).sort()).toEqual(onDay.flatMap(({ id, call }) => (call.ended ? id : [])).sort());
    }
    expect(await world.reports.dirtyDays(world.workspace)).toEqual([]);
  });
});

/** The same calls, of which the so many-th write kills whoever makes it. */
function dyingAt(nth: number, calls: CallStore): CallStore {
  let writes = 0;
  return {
    ...calls,
    save: async (...args) => {
      writes += 1;
      if (writes >= nth) throw new Error('killed');
      return calls.save(...args);
    },
  };
}

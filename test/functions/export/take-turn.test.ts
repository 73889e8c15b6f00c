import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import Papa from 'papaparse';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callColumns } from '../../../functions/export/call-columns.ts';
import { wiredExport } from '../../../functions/export/wired-export.ts';
import { defaultSettings } from '../../../shared/domain/workspace.ts';
import { type CallPage, placeOfCall } from '../../../shared/store/calls-in-order.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { dynamoWorkspaceStore } from '../../../shared/store/dynamo-workspace-store.ts';
import { aDaySummary, aFact, aLead, anAgent, at } from '../../builders.ts';
import { aRecordedCall } from '../../shared/store/a-recorded-call.ts';
import { anExport } from '../../shared/store/an-export.ts';
import { type DynamoForTests, startDynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { anExporter, type Death } from './an-exporter.ts';

const workspace = 'w_export';
const daySeconds = 86_400;
const from = '2026-11-22';
const to = '2026-11-26';
const calls = { workspace, question: { kind: 'calls', from, to, filters: {} } } as const;

let dynamo: DynamoForTests;
let sources: ReturnType<typeof wiredExport>;
/** The same, read once. */
let remembered: ReturnType<typeof wiredExport>;

beforeAll(async () => {
  dynamo = await startDynamoForTests();
  const tables = { EXPORTS_TABLE: 'exports', CALLS_TABLE: 'calls', LEADS_TABLE: 'leads', REPORTS_TABLE: 'reports' } as const;
  const names = Object.fromEntries(Object.entries(tables).map(([name, table]) => [name, dynamo.of(table).table]));
  sources = wiredExport(
    { ...names, WORKSPACE_TABLE: dynamo.of('workspace').table, EXPORTS_BUCKET: 'none' } as never,
    new S3Client(),
    dynamo.client,
  );
  await fill();
  remembered = await remembering();
});

afterAll(() => dynamo.stop());

async function remembering(): Promise<typeof sources> {
  const pages: CallPage[] = [];
  for await (const page of sources.callsInOrder({ workspace, from, to, after: null, isEmpty: () => false })) pages.push(page);
  const ids = pages.flatMap((page) => page.calls.map(({ id }) => id));
  const byId = new Map((await sources.callsById(workspace, ids)).map((call) => [call.id, call]));
  const leads = await sources.leadsById(workspace, ['l_1', 'l_2']);
  const directory = await sources.workspaces.directory(workspace);
  return {
    ...sources,
    workspaces: { directory: async () => directory },
    leadsById: async () => leads,
    callsById: async (_, asked) => asked.map((id) => byId.get(id)).filter((call) => call !== undefined),
    callsInOrder: async function* ({ after }) {
      for (const page of pages) yield { ...page, calls: page.calls.filter((call) => after === null || placeOfCall(call) > after) };
    },
  };
}

/** Two leads, one of whom was renamed, and eight calls on each of five days; one goes on, and one is of the day after the last. */
async function fill(): Promise<void> {
  const workspaces = dynamoWorkspaceStore(dynamo.of('workspace'));
  const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
  await workspaces.createWorkspace({ id: workspace, name: 'Export', settings, createdAt: at() });
  await workspaces.saveEntity(workspace, 'agent', anAgent('a_asha', { name: '=Asha', branch: 'br_1' }));
  await workspaces.saveEntity(workspace, 'branch', { id: 'br_1', name: 'North' });
  const leads = dynamoLeadStore(dynamo.of('leads'));
  const saved = [1, 2, 3].map((n) =>
    aLead({ id: `l_${n}`, workspace, phone: `+91980000000${n}`, name: `Lead ${n}`, createdAt: at(n), tags: n === 3 ? ['cold'] : ['hot'] }),
  );
  for (const lead of saved) await leads.save({ before: undefined, after: lead, at: at() });
  const store = dynamoCallStore(dynamo.of('calls'));
  const told = Array.from({ length: 40 }, (_, index) => {
    const startedAt = at((index % 5) * daySeconds + ((index * 37) % 500));
    const agent = index % 2 === 0 ? { id: 'a_asha', branch: 'br_1' } : { id: 'a_gone' };
    const signal = index % 4 === 0 ? 'called' : 'busy';
    const said = aFact({
      signal,
      agent,
      direction: 'outbound',
      startedAt,
      occurredAt: startedAt,
      leadPhone: '+919800000001',
      note: `-${index}`,
    });
    const talk = signal === 'called' ? { talkSeconds: 10 + index } : {};
    return aRecordedCall({
      workspace,
      externalId: `x-${index}`,
      facts: [{ ...said, ...talk }],
      frame: { leadId: `l_${1 + (index % 2)}`, tags: index % 8 === 0 ? ['hot'] : [] },
    });
  });
  const live = aRecordedCall({ workspace, facts: [aFact({ signal: 'answered', startedAt: at() })] });
  const later = aRecordedCall({
    workspace,
    facts: [aFact({ signal: 'busy', startedAt: at(5 * daySeconds), occurredAt: at(5 * daySeconds) })],
  });
  await Promise.all([...told, live, later].map((call) => store.save(call)));
}

const rowsOf = (csv: Buffer | null) => Papa.parse(csv?.toString() ?? '', { header: false }).data.slice(0, -1);

describe('an export of calls', () => {
  it('has a row for every ended call of its days, in the order of their starts, with names and times that people read', async () => {
    const { one, file, results } = await anExporter(sources).run({ ...calls, diallers: { k_1: 'twilio' } });
    const [header, ...rows] = rowsOf(file);
    expect(results).toEqual([{ result: 'done' }]);
    expect(header).toEqual(callColumns.map(({ name }) => name));
    expect(rows).toHaveLength(40);
    const starts = rows.map((row) => row[2] ?? '');
    expect(starts).toEqual(starts.toSorted());
    expect(Object.fromEntries(header?.map((name, index) => [name, rows[0]?.[index]]) ?? [])).toMatchObject({
      ...{ day: '2026-11-22', startedAt: '2026-11-22T15:30:00+05:30', status: 'Called', connected: 'true', talkSeconds: '10' },
      ...{ leadId: 'l_1', leadName: 'Lead 1', leadPhone: '+919800000001', agentId: 'a_asha', agentName: "'=Asha", branch: 'North' },
      ...{ tags: 'hot', note: "'-0", dialler: 'twilio', externalId: 'x-0' },
    });
    expect(one).toMatchObject({ state: 'done', rows: 40, progress: 1, checkpoint: null, error: null });
    expect(one.file).toMatchObject({
      bytes: file?.length,
      sha256: createHash('sha256')
        .update(file ?? '')
        .digest('hex'),
    });
  });

  it.each([
    [{ agent: 'a_asha' }, 20],
    [{ status: 'Called' }, 10],
    [{ connected: false, agent: 'a_asha' }, 10],
    [{ tag: 'hot' }, 5],
    [{ lead: 'l_2' }, 20],
    [{ direction: 'inbound' }, 0],
  ] as const)('holds what passes %j: %i calls', async (filters, count) => {
    const { file } = await anExporter(sources).run({ ...calls, question: { ...calls.question, filters } });
    expect(rowsOf(file)).toHaveLength(count + 1);
  });

  it('of a long span looks only into days that may have calls', async () => {
    const asked: string[] = [];
    const exporter = anExporter({
      ...sources,
      callsInOrder: (span) => {
        asked.push(...['2026-01-01', '2026-11-22'].filter(span.isEmpty));
        return sources.callsInOrder(span);
      },
    });
    await sources.reports.markDirty({ workspace, day: '2026-11-22', mark: 'm', markedAt: at(), causes: [] });
    await exporter.run({ ...calls, question: { ...calls.question, from: '2025-01-01' } });
    expect(asked).toEqual(['2026-01-01']);
  });

  it('names in a workbook the days of which a call is in progress, beside those that have not closed', async () => {
    const summaries = async () => [aDaySummary({ day: '2026-11-01', open: 1 }), aDaySummary({ day: '2026-11-02' })];
    const exporter = anExporter({ ...sources, reports: { ...sources.reports, summaries } });
    const question = { kind: 'calls', from: '2026-11-01', to: '2026-11-22', filters: {} } as const;
    const { file } = await exporter.run({ workspace, question, format: 'xlsx' });
    const [about] = await readExcelFile(file ?? Buffer.alloc(0));
    const [, days] = about?.data.find(([label]) => label === 'Days that can still change') ?? [];
    expect(days).toBe('2026-11-01, 2026-11-20 to 2026-11-22');
  });

  it.each(['csv', 'xlsx'] as const)('is the same %s wherever the function that writes it dies', async (format) => {
    const clean = await contentOf(format, await anExporter(remembered).run({ ...calls, format }));
    for (const when of ['before', 'after'] as const) {
      for (let nth = 1; ; nth++) {
        const death: Death = { at: nth, when };
        const ended = await anExporter(remembered).run({ ...calls, format }, { death });
        expect([death, await contentOf(format, ended)]).toEqual([death, clean]);
        if (ended.results[0] !== 'died') break;
        expect(nth).toBeLessThan(60);
      }
    }
  });

  it.each(['csv', 'xlsx'] as const)('is the same %s when its time is over after every page', async (format) => {
    const clean = await contentOf(format, await anExporter(remembered).run({ ...calls, format }));
    const slow = await anExporter(remembered).run({ ...calls, format }, { remainingMs: () => 1_000 });
    // A page for each of five days, the end of the file, and looking through it.
    expect(slow.results).toHaveLength(7);
    expect(await contentOf(format, slow)).toEqual(clean);
  });
});

type Ended = Awaited<ReturnType<ReturnType<typeof anExporter>['run']>>;

/** What a file says, but for when it was made. */
async function contentOf(format: 'csv' | 'xlsx', { one, file }: Ended): Promise<unknown> {
  expect(one).toMatchObject({ state: 'done', rows: 40, failures: 0 });
  expect(one.file?.sha256).toBe(
    createHash('sha256')
      .update(file ?? '')
      .digest('hex'),
  );
  if (format === 'csv') return file?.toString();
  return (await readExcelFile(file ?? Buffer.alloc(0))).find(({ sheet }) => sheet === 'Calls')?.data;
}

describe('an export of leads', () => {
  it.each([
    [{}, ['l_1', 'l_2', 'l_3']],
    [{ tag: 'hot', owner: 'a_asha', status: 'not-picked' }, ['l_1', 'l_2']],
    [{ from: '2026-11-23' }, []],
    [{ to: '2026-11-22', status: 'customer' }, []],
  ])('holds what passes %j, in the order in which they were made', async (filters, ids) => {
    const { file } = await anExporter(sources).run({ workspace, question: { kind: 'leads', filters } });
    const [, ...rows] = rowsOf(file);
    expect(rows.map(([id]) => id)).toEqual(ids);
  });
});

describe('an export', () => {
  it('of nothing is a file with a header, in both formats', async () => {
    const nothing = { workspace, question: { ...calls.question, from: '2026-01-01', to: '2026-01-02' } };
    expect(rowsOf((await anExporter(sources).run(nothing)).file)).toHaveLength(1);
    const { file } = await anExporter(sources).run({ ...nothing, format: 'xlsx' });
    expect((await readExcelFile(file ?? Buffer.alloc(0))).map(({ data }) => data.length)).toEqual([8, 1]);
  });

  it('of a report that has no rows yet is a header with its measures', async () => {
    const question = { from, to, interval: 'day', by: 'status', filters: {} } as const;
    const { file } = await anExporter(sources).run({ workspace, question: { kind: 'report', question } });
    expect(rowsOf(file)[0]?.slice(0, 4)).toEqual(['period', 'key', 'label', 'calls']);
  });

  it('says why it failed, for people, after some tries', async () => {
    const broken = { ...sources, callsById: () => Promise.reject(Object.assign(new Error('secret'), { name: 'ThrottlingException' })) };
    const { one, results } = await anExporter(broken).run(calls);
    expect(results).toHaveLength(5);
    expect(one).toMatchObject({ state: 'failed', file: null });
    expect(one.error).toMatch(/^The file could not be made: .*ThrottlingException/);
    expect(one.error).not.toContain('secret');
  });

  it('of a workspace that is gone fails at once', async () => {
    const { one, results } = await anExporter(sources).run({ ...calls, workspace: 'w_none' });
    expect(results).toHaveLength(1);
    expect(one.error).toContain('its workspace is not there any more');
  });

  it('is written by one function at a time, and a message that comes late or again does nothing', async () => {
    const exporter = anExporter(sources);
    const held = anExport({ ...calls, state: 'running', lease: at(100_000) });
    await exporter.exports.save(held);
    await expect(exporter.turn(held)).rejects.toThrow('another function does');
    const { one } = await exporter.run({ ...calls, id: 'e_2' });
    for (const late of [one, { ...one, turn: 7 }, { ...one, id: 'e_none' }])
      expect(await exporter.turn(late)).toEqual({ result: 'nothing-to-do' });
  });

  it('that somebody else took over is left to them', async () => {
    const exporter = anExporter({
      ...sources,
      callsInOrder: async function* (span) {
        const one = await exporter.exports.get(workspace, 'e_3');
        if (one) await exporter.exports.save({ ...one, lease: at(200_000), turn: 2, version: one.version + 1 });
        yield* sources.callsInOrder(span);
      },
    });
    const asked = anExport({ ...calls, id: 'e_3' });
    await exporter.exports.save(asked);
    expect(await exporter.turn(asked)).toEqual({ result: 'nothing-to-do' });
    expect(await exporter.exports.get(workspace, 'e_3')).toMatchObject({ turn: 2, lease: at(200_000), checkpoint: null });
  });

  it('goes on where a write of its own was sent again, because its answer was lost', async () => {
    const exporter = anExporter(sources);
    const { save } = exporter.exports;
    const asked = anExport({ ...calls, id: 'e_4' });
    await save(asked);
    exporter.exports.save = async (one) => ((await save(one)) === 'saved' && one.version === asked.version + 1 ? 'saved' : save(one));
    expect(await exporter.turn(asked)).toEqual({ result: 'done' });
  });

  it('waits for its lease to end where it cannot tell whether the turn is its own', async () => {
    const exporter = anExporter(sources);
    const { save } = exporter.exports;
    const asked = anExport({ ...calls, id: 'e_5' });
    await save(asked);
    exporter.exports.save = async (one) => save(one).then(() => save(one));
    await expect(exporter.turn(asked)).rejects.toThrow('it was written meanwhile');
  });
});

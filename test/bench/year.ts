import { answerReport } from '../../functions/reports/answer-report.ts';
import { daysBetween } from '../../shared/domain/business-day.ts';
import type { Day } from '../../shared/domain/instant.ts';
import type { ReportQuestion } from '../../shared/domain/report-question.ts';
import type { ReportRow, Sums } from '../../shared/domain/report-row.ts';
import { summarise } from '../../shared/domain/summarise.ts';
import { noSums } from '../../shared/domain/sums.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { packRow, rowHash, unpackRow } from '../../shared/store/packed-row.ts';
import { aDaySummary, aDirectory } from '../builders.ts';
import { countUnits } from '../shared/store/count-units.ts';
import { clientFor } from '../shared/store/dynamo-for-tests.ts';
import { createTables } from '../shared/store/tables.ts';
import type { Table } from './table.ts';

const year = { from: '2025-11-01', to: '2026-10-31' };
const month = { from: '2026-10-01', to: '2026-10-31' };
const rounds = 5;
/** About as many rows as DynamoDB puts into a page of 1 MB. */
const rowsOfPage = 4000;

/** What a report of a year takes: processor time against decoding its rows alone, how that grows, and the read units of a month. */
export async function benchYear(endpoint: string): Promise<Table> {
  const byDay = { ...year, interval: 'day', by: 'none', filters: {} } as const;
  const byAgent = { ...year, interval: 'month', by: 'agent', filters: {} } as const;
  const together = costOf(rowsOf(1, 'none', year), byDay);
  const [few, many] = [20, 200].map((agents) => costOf(rowsOf(agents, 'agent', year), byAgent));
  if (!few || !many) throw new Error('Cannot measure the report of a year: nothing was measured');
  return {
    name: 'Report of a year',
    rows: [
      ['a year by day, 200 agents together: 365 rows', shown(together)],
      ['a year by month of each of 20 agents: 7,300 rows', shown(few)],
      ['a year by month of each of 200 agents: 73,000 rows', shown(many)],
      ['time for 10 × the agents', (many.answerMs / few.answerMs).toFixed(1)],
      ['a month by day, 200 agents together', `${await unitsOf('none', { ...byDay, ...month }, endpoint)} read units`],
      ['a month of each of 200 agents', `${await unitsOf('agent', { ...byAgent, ...month }, endpoint)} read units`],
    ],
  };
}

type Cost = { answerMs: number; decodeMs: number };

function shown({ answerMs, decodeMs }: Cost): string {
  return `${answerMs.toFixed(answerMs < 10 ? 1 : 0)} ms of a processor, ${(answerMs / decodeMs).toFixed(2)} × decoding its rows alone`;
}

function costOf(rows: readonly ReportRow[], question: ReportQuestion): Cost {
  const pages = wirePages(rows);
  const family = rows[0]?.family ?? '';
  const decoded = () => pages.flatMap((page) => decode(page, family));
  const answer = () => JSON.stringify(summarise(decoded(), question, aDirectory()));
  if (decoded().length !== rows.length || answer().length < 1000) throw new Error('Cannot measure the report of a year: rows are missing');
  return { decodeMs: processorMs(decoded), answerMs: processorMs(answer) };
}

function wirePages(rows: readonly ReportRow[]): string[] {
  const starts = Array.from({ length: Math.ceil(rows.length / rowsOfPage) }, (_, page) => page * rowsOfPage);
  const item = (row: ReportRow) => ({ sk: { S: `${row.day}#${rowHash(row.dimensions)}` }, r: { S: packRow(row) } });
  return starts.map((start) => JSON.stringify({ Items: rows.slice(start, start + rowsOfPage).map(item) }));
}

function decode(page: string, family: string): ReportRow[] {
  // Of our own making: checking it by a schema would be what is measured.
  const { Items } = JSON.parse(page) as { Items: { sk: { S: string }; r: { S: string } }[] };
  return Items.map(({ sk, r }) => unpackRow(r.S, { family, day: sk.S.slice(0, 10) }));
}

function rowsOf(agents: number, family: 'none' | 'agent', { from, to }: { from: Day; to: Day }): ReportRow[] {
  return daysBetween(from, to).flatMap((day) => Array.from({ length: agents }, (_, agent) => rowOf(agent, family, day)));
}

/** Some forty calls of an agent's day, or of everybody's. */
function rowOf(agent: number, family: 'none' | 'agent', day: Day): ReportRow {
  const dimensions =
    family === 'none' ? {} : { agent: `a_${String(agent).padStart(12, '0')}`, branch: `br_${agent % 8}`, department: 'd_1' };
  const sums = (calls: number, talkSeconds: number): Sums => {
    const connected = talkSeconds > 0 ? calls : 0;
    return { ...noSums(), calls, attempts: calls, connected, pickedUp: connected, conversations: connected, talkSeconds };
  };
  const byStatus = { Called: sums(9 + (agent % 5), 1400 + agent), Busy: sums(8, 0), 'No Answer': sums(21, 0), Missed: sums(2, 0) };
  return { family, day, dimensions, byStatus };
}

/** The best of several rounds, in time that the processor spent on it, collecting garbage included. */
function processorMs(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, user + system);
  }
  return best / 1000;
}

/** The question asked of a store that holds its rows. */
async function unitsOf(family: 'none' | 'agent', question: ReportQuestion, endpoint: string): Promise<number> {
  const client = clientFor(endpoint);
  const units = countUnits(client);
  const reports = dynamoReportStore({ client, table: (await createTables(client)).reports });
  const directory = aDirectory();
  const { workspace } = directory;
  for (const day of daysBetween(question.from, question.to)) {
    const { generation } = await reports.beginDay(workspace, day);
    const summary = aDaySummary({ day, version: generation, closed: true });
    const changed = rowsOf(family === 'none' ? 1 : 200, family, { from: day, to: day });
    await reports.saveDay({ workspace, day, generation, changed, gone: [], summary });
  }
  const { read } = await units.since(() => answerReport(question, { reports, directory, now: () => '2026-11-22T10:00:00.000Z' }));
  client.destroy();
  return read;
}

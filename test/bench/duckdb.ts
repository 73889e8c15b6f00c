import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dayTally } from '../../shared/domain/day-tally.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import { dimensionNames, reportFamilies } from '../../shared/domain/report-families.ts';
import { callsOfDay, day, settings } from './rollup.ts';

/**
 * The rollup of calls that are in memory already, against DuckDB's group-by over the same calls, with one thread and our families as grouping sets.
 * DuckDB is 70 MB and nothing else needs it, so it is installed beside: `npm install --prefix /tmp/duck @duckdb/node-api`, then
 * `node test/bench/duckdb.ts --modules /tmp/duck --calls 1000000`.
 */
const { values } = parseArgs({ options: { modules: { type: 'string', default: '.' }, calls: { type: 'string', default: '100000' } } });

/** As much of its API as is used here. */
type DuckDb = { DuckDBInstance: { create: (path: string) => Promise<{ connect: () => Promise<Connection> }> } };
type Connection = { run: (sql: string) => Promise<unknown>; runAndReadAll: (sql: string) => Promise<{ currentRowCount: number }> };

const rounds = 3;
const calls = callsOfDay(Number(values.calls));

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'redial-duckdb-'));
  try {
    const connection = await loaded(folder);
    const theirs = await secondsOf(async () => (await connection.runAndReadAll(groupBy)).currentRowCount);
    const ours = await secondsOf(async () => rolledUp());
    console.log(`| What | Rows | Processor time |\n| --- | --- | --- |`);
    console.log(
      `| DuckDB, one thread: group by over ${calls.length.toLocaleString('en')} calls | ${theirs.rows} | ${theirs.seconds.toFixed(2)} s |`,
    );
    console.log(`| the rollup of the same calls, decoded | ${ours.rows} | ${ours.seconds.toFixed(2)} s |`);
    console.log(`| time of the rollup to DuckDB | | ${(ours.seconds / theirs.seconds).toFixed(2)} |`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function rolledUp(): number {
  const tally = dayTally({ day, settings });
  tally.add(calls);
  return tally.rows([]).length;
}

async function loaded(folder: string): Promise<Connection> {
  const { DuckDBInstance } = createRequire(join(resolve(values.modules), 'package.json'))('@duckdb/node-api') as DuckDb; // its own types are not there
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const file = join(folder, 'calls.json');
  writeFileSync(file, calls.map(lineOf).join('\n'));
  await connection.run('SET threads = 1');
  await connection.run(`CREATE TABLE calls AS SELECT * FROM read_json('${file}')`);
  return connection;
}

function lineOf({ agent, branch, department, campaign, tags, direction, status, talkSeconds, startedAt }: ReportCall): string {
  // India is half an hour off UTC's hours.
  const hour = new Date(Date.parse(startedAt) + 5.5 * 3_600_000).getUTCHours();
  return JSON.stringify({ agent, branch, department, campaign, tags: tags.join(), direction, hour, status, talk: talkSeconds });
}

const sets = reportFamilies.map(({ keeps }) => `(${keeps.join(', ')})`).join(', ');
const groupBy = `SELECT ${dimensionNames.join(', ')}, count(*), ${[...new Set(calls.map(({ status }) => status))]
  .map(
    (status) =>
      `count(*) FILTER (status = '${status}'), sum(talk) FILTER (status = '${status}'), count(*) FILTER (status = '${status}' AND talk > 0), count(*) FILTER (status = '${status}' AND talk >= ${settings.conversationSeconds})`,
  )
  .join(', ')} FROM calls GROUP BY GROUPING SETS (${sets})`;

async function secondsOf(run: () => Promise<number>): Promise<{ rows: number; seconds: number }> {
  let best = Number.POSITIVE_INFINITY;
  let rows = 0;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    rows = await run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, (user + system) / 1_000_000);
  }
  return { rows, seconds: best };
}

await main();

import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import Papa from 'papaparse';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStandardDialler } from './a-dialler.ts';
import { aStack, type Flow, token } from './a-stack.ts';

/** The example of that name on a page, as it stands. */
function exampleOn(page: string, name: string): string {
  const text = readFileSync(resolve(import.meta.dirname, '../..', page), 'utf8');
  const example = new RegExp(`<!-- example: ${name} -->\\s*\`\`\`bash\\n([\\s\\S]*?)\`\`\``).exec(text)?.[1];
  if (!example) throw new Error(`${page} has no example "${name}"`);
  return example;
}

async function run(script: string, options: { cwd?: string; env?: NodeJS.ProcessEnv } = {}): Promise<string> {
  return (await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script], { timeout: 25_000, ...options })).stdout;
}

let flow: Flow;

beforeAll(async () => {
  flow = await aStack();
});

afterAll(async () => {
  await flow?.stop();
});

describe('the README', () => {
  it('shows a webhook that works as it is written: the lead moves, the report changes', async () => {
    const stdout = await run(
      exampleOn('README.md', 'first-call').replace('http://localhost:3000', flow.url).replace('my-first-token', token),
    );
    expect(stdout).toContain('{"result":"recorded","callId":"c_');
    expect(stdout).toContain('"status":"not-picked"');
    expect(stdout).toMatch(/"owner":\{[^}]*"name":"Ravi"/);
    expect(stdout).toContain('"reason":"not-picked-up"');
    expect(stdout).toMatch(/^.*,Busy,Busy,1,/m);
  });
});

describe('the page on reports', () => {
  it('says how often the hot list picks up, and its files add up to that', async () => {
    const dialler = await aStandardDialler(flow.api);
    const said = [{ status: 'completed', durationSeconds: 40 }, { status: 'busy' }, { status: 'no-answer' }];
    for (const [index, outcome] of said.entries()) {
      const leadPhone = `+91980000001${index}`;
      await flow.api.post('/api/leads', { phone: leadPhone, tags: ['hot'] });
      await dialler.says({ callId: `hot-${index}`, leadPhone, direction: 'outbound', ...outcome });
    }
    await flow.stack.idle();
    await flow.api.post('/api/reports/rollup');
    const cwd = mkdtempSync(join(tmpdir(), 'redial-example-'));
    const env = { ...process.env, API: flow.url, AUTH: `authorization: Bearer ${token}` };
    const stdout = await run(exampleOn('docs/reports.md', 'hot-list'), { cwd, env });
    const { numerator, denominator } = JSON.parse(stdout);
    const csv = Papa.parse(readFileSync(join(cwd, 'hot.csv'), 'utf8').trim(), { header: false }).data;
    const xlsx = (await readExcelFile(readFileSync(join(cwd, 'hot.xlsx'))))[1]?.data ?? [];
    rmSync(cwd, { recursive: true });
    const answer = { denominator, numerator };
    // The example of the README, run before, has a hot lead too, which was busy.
    expect([addedUp(csv), addedUp(xlsx)]).toEqual([answer, answer]);
    expect(numerator).toBe(1);
    expect(denominator).toBeGreaterThanOrEqual(3);
  });
});

/** How many rows a file of attempts has, and how many of them were connected. */
function addedUp([header = [], ...rows]: unknown[][]) {
  const connected = rows.filter((row) => /^true$/i.test(String(row[header.indexOf('connected')])));
  return { denominator: rows.length, numerator: connected.length };
}

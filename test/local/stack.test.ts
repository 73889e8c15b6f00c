import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type RunningStack, type StackOptions, startStack } from '../../local/stack.ts';
import type { Fault, ServiceCall } from '../../local/world.ts';
import { aFolder } from './a-folder.ts';
import { aSmallStack } from './a-small-stack.ts';
import { until } from './until.ts';

/** A message that a killed function held comes back after this time; as the small stack sets it. */
const visibilityMs = 30_000;
const startsWithinMs = 30_000;

let folder: string;
let assembly: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'redial-stack-'));
  assembly = aSmallStack(folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const starting = (overrides: Partial<StackOptions> = {}) =>
  startStack({ assembly, dataFolder: 'memory', port: 0, log: () => {}, ...overrides });

async function started(overrides: Partial<StackOptions> = {}): Promise<RunningStack> {
  const stack = await starting(overrides);
  onTestFinished(() => stack.stop());
  return stack;
}

async function call({ url }: Pick<RunningStack, 'url'>, id: string, status: string): Promise<number> {
  const headers = { 'content-type': 'text/plain' };
  return (await fetch(`${url}/calls/${id}`, { method: 'POST', body: status, headers })).status;
}

async function counterOf(stack: RunningStack): Promise<number> {
  const outcome = await stack.invoke('Count', { add: 0 });
  return Number(outcome.ok ? outcome.payload : Number.NaN);
}

/** The status of a lead as the chain of functions wrote it; null where there is no such lead. */
async function statusOf(stack: RunningStack, id: string): Promise<unknown> {
  const outcome = await stack.invoke('Look', { id });
  return outcome.ok ? outcome.payload : outcome.error;
}

describe('a running stack', () => {
  let stack: RunningStack;
  let faultOf: (call: ServiceCall) => Fault | undefined = () => undefined;
  const lines: string[] = [];

  beforeAll(async () => {
    stack = await starting({ log: (line) => lines.push(line), world: { faultOf: (one) => faultOf(one) } });
  });
  afterAll(() => stack.stop());

  it('takes a request through table, stream, bus, rule, queue and function', async () => {
    expect(await call(stack, 'lead-1', 'Busy')).toBe(200);
    expect(await call(stack, 'lead-2', 'Called')).toBe(200);
    await stack.idle();
    expect(await statusOf(stack, 'lead-1')).toBe('Busy');
    expect(await statusOf(stack, 'lead-2')).toBeNull();
    expect(stack.denials).toEqual([]);
  });

  it('runs a schedule when it is asked to, with its input', async () => {
    await stack.runSchedule('Schedule');
    await stack.idle();
    expect(await counterOf(stack)).toBe(2);
  });

  it('refuses what a role does not allow, and says so', async () => {
    expect(await call(stack, 'lead-1', 'Forbidden')).toBe(500);
    expect(stack.denials).toMatchObject([{ action: 'dynamodb:DeleteItem' }]);
    const line = await until('it says so', () => lines.find((one) => one.startsWith('Refused: ')));
    expect(line).toMatch(/^Refused: the role of .*Take.* does not allow dynamodb:DeleteItem on arn:aws:dynamodb:/);
  });

  it.each<[string, Fault]>([
    ['a throttle', { kind: 'throttle' }],
    ['the death of a function before its effect', { kind: 'crash', when: 'before' }],
    ['the death of a function after its effect', { kind: 'crash', when: 'after' }],
    ['a lost answer', { kind: 'fail', when: 'after' }],
    ['an entry that fails', { kind: 'fail-entries', entries: [0] }],
  ])('brings an event to its end through %s', async (_case, fault) => {
    const id = `lead-of-${JSON.stringify(fault).replace(/\W/g, '')}`;
    let left = 1;
    faultOf = ({ operation }) => (operation === 'PutEvents' && left-- > 0 ? fault : undefined);
    await call(stack, id, 'Busy');
    await stack.idle();
    faultOf = () => undefined;
    expect(left).toBeLessThan(1);
    expect(await statusOf(stack, id)).toBe('Busy');
  });

  it('sets aside what no retry helps, and goes on with what follows', async () => {
    await call(stack, 'poison', 'Poison');
    await until(
      'it is set aside',
      () => lines.some((line) => /1 changes of .*Calls.* \(RetryAttemptsExhausted\) were set aside in /.test(line)),
      15_000,
    );
    await call(stack, 'after', 'Busy');
    await stack.idle();
    expect(await statusOf(stack, 'after')).toBe('Busy');
  });

  it('says which functions there are to one who asks for another', async () => {
    await expect(stack.invoke('Sweep', {})).rejects.toThrow(/^Cannot find the function "Sweep": the template has Take/);
  });

  it('does not start on a port that is in use', async () => {
    const port = Number(new URL(stack.url).port);
    await expect(starting({ port })).rejects.toThrow(`Cannot listen on port ${port}: it is in use.`);
  });
});

describe('a data folder', () => {
  it('lets the next start go on with what was accepted, and belongs to one runner at a time', async () => {
    const dataFolder = aFolder();
    const first = await started({ dataFolder });
    await expect(starting({ dataFolder })).rejects.toThrow(/another Redial .* is running on it/);
    await call(first, 'lead-1', 'Busy');
    await first.runSchedule('Schedule');
    await first.stop();
    const second = await started({ dataFolder });
    await second.idle();
    expect([await statusOf(second, 'lead-1'), await counterOf(second)]).toEqual(['Busy', 2]);
  });

  it('holds what was answered with 200 even when everything is killed right then', {
    timeout: 2 * startsWithinMs + visibilityMs,
  }, async () => {
    const dataFolder = aFolder();
    const child = spawn(process.execPath, [join(import.meta.dirname, 'stack-process.ts'), assembly, dataFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const url = String(await once(child.stdout, 'data').then(([chunk]) => chunk)).trim();
    const ids = Array.from({ length: 20 }, (_, index) => `lead-${index}`);
    const statuses = await Promise.all(ids.map((id) => call({ url }, id, 'Busy')));
    child.kill('SIGKILL');
    await once(child, 'exit');
    const next = await started({ dataFolder });
    await next.idle();
    expect(statuses).toEqual(ids.map(() => 200));
    expect(await Promise.all(ids.map((id) => statusOf(next, id)))).toEqual(ids.map(() => 'Busy'));
  });

  it('is not touched by a template that cannot be run', async () => {
    await expect(starting({ assembly: folder })).rejects.toThrow(/Cannot read .*manifest\.json/);
  });
});

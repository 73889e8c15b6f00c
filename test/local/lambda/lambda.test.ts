import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createLambda, type Lambda, type LambdaOptions } from '../../../local/lambda/lambda.ts';
import { variablesOf } from '../../../local/lambda/variables.ts';
import type { QueueMessage } from '../../../local/queue-sender.ts';
import { aFolder } from '../a-folder.ts';
import { aFunction } from '../a-function.ts';
import { aHurriedWorld } from '../a-hurried-world.ts';
import { until } from '../until.ts';

const access = { AWS_REGION: 'ap-south-1', AWS_ACCESS_KEY_ID: 'GREET', AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9' };

function lambdaWith(options: Pick<LambdaOptions, 'functions'> & Partial<LambdaOptions>): Lambda {
  const lambda = createLambda({
    variablesOf: (wiring, environmentId) => variablesOf(wiring, { ...wiring.environment, ...access, AWS_SESSION_TOKEN: environmentId }),
    world: aHurriedWorld(),
    send: async () => {},
    journalFile: 'memory',
    log: () => {},
    ...options,
  });
  onTestFinished(() => lambda.stop());
  return lambda;
}

/** A Lambda with this one function, and a way to call it. */
function hosting(
  code: string,
  { options = {}, ...overrides }: Parameters<typeof aFunction>[2] & { options?: Partial<LambdaOptions> } = {},
) {
  const wiring = aFunction(aFolder(), code, overrides);
  const lambda = lambdaWith({ functions: [wiring], ...options });
  return { lambda, wiring, invoke: (payload: unknown = {}) => lambda.invoke(wiring.arn, payload) };
}

describe('invoke', () => {
  it('gives the handler the event and gives back what it returns, as JSON', async () => {
    const { invoke } = hosting('exports.handler = async (event) => ({ got: event, dropped: undefined })');
    expect(await invoke({ day: '2026-11-22' })).toEqual({ ok: true, payload: { got: { day: '2026-11-22' } } });
  });

  it('gives null for a handler that returns nothing', async () => {
    expect(await hosting('exports.handler = async () => {}').invoke()).toEqual({ ok: true, payload: null });
  });

  it('gives the context that Lambda gives', async () => {
    const { invoke, wiring } = hosting(`exports.handler = async (event, context) => ({
      ...context, remaining: context.getRemainingTimeInMillis() })`);
    const outcome = await invoke();
    expect(outcome).toMatchObject({
      payload: { functionName: 'greet', invokedFunctionArn: wiring.arn, memoryLimitInMB: '128', functionVersion: '$LATEST' },
    });
    expect(outcome).toMatchObject({ payload: { awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/) } });
    const { remaining } = (outcome as { payload: { remaining: number } }).payload; // as the handler above returns it
    expect(remaining).toBeGreaterThan(4_000);
    expect(remaining).toBeLessThanOrEqual(5_000);
  });

  it("gives the template's variables and Lambda's own, and nothing of this machine", async () => {
    const { invoke } = hosting('exports.handler = async () => process.env', { environment: { CALLS_TABLE: 'calls' } });
    const outcome = await invoke();
    expect(outcome).toMatchObject({
      payload: {
        CALLS_TABLE: 'calls',
        AWS_REGION: 'ap-south-1',
        AWS_LAMBDA_FUNCTION_NAME: 'greet',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
        AWS_ACCESS_KEY_ID: 'GREET',
        AWS_ENDPOINT_URL_SQS: 'http://127.0.0.1:9',
        TZ: 'UTC',
      },
    });
    expect(outcome).not.toHaveProperty('payload.PATH');
    expect(outcome).not.toHaveProperty('payload.HOME');
  });

  it('reuses an environment, with what it kept in memory', async () => {
    const { invoke } = hosting('let calls = 0; exports.handler = async () => ++calls');
    await invoke();
    expect(await invoke()).toEqual({ ok: true, payload: 2 });
  });

  it('runs one invocation at a time in an environment, and grows on demand', async () => {
    const { invoke } = hosting(`
      let running = 0; const id = Math.random();
      exports.handler = async () => { running += 1; const most = running; await new Promise((r) => setTimeout(r, 200)); running -= 1; return { id, most }; }`);
    const outcomes = await Promise.all([invoke(), invoke(), invoke()]);
    const payloads = outcomes.map((outcome) => (outcome as { payload: { id: number; most: number } }).payload); // as the handler above returns it
    expect(new Set(payloads.map(({ id }) => id)).size).toBe(3);
    expect(payloads.map(({ most }) => most)).toEqual([1, 1, 1]);
  });

  it('lets invocations wait once this machine runs as many as it may', async () => {
    const code = 'const id = Math.random(); exports.handler = async () => { await new Promise((r) => setTimeout(r, 20)); return id; }';
    const { invoke } = hosting(code, { options: { concurrencyLimit: 2 } });
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => invoke()));
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome))).size).toBe(2);
  });

  it('throttles above the reserved concurrency', async () => {
    const { invoke } = hosting('exports.handler = async () => new Promise((r) => setTimeout(r, 100))', { reservedConcurrency: 1 });
    const [first, second] = await Promise.all([invoke(), invoke()]);
    expect(first).toMatchObject({ ok: true });
    expect(second).toMatchObject({ ok: false, error: { reason: 'throttled', errorType: 'TooManyRequestsException' } });
  });

  it('refuses a payload over 6 MB before the code sees it', async () => {
    const { invoke } = hosting('exports.handler = async () => 1');
    expect(await invoke('x'.repeat(6 * 1024 * 1024))).toMatchObject({ ok: false, error: { reason: 'too-large' } });
  });

  it('refuses a function that is not in the template', async () => {
    const { lambda } = hosting('exports.handler = async () => 1');
    expect(await lambda.invoke('arn:nobody', {})).toMatchObject({ ok: false, error: { reason: 'unknown-function' } });
  });
});

describe('a failing function', () => {
  it.each([
    ['throws', "exports.handler = async () => { throw new RangeError('too far') }", 'RangeError', 'too far'],
    ['throws what is no error', "exports.handler = async () => { throw 'no' }", 'string', 'no'],
    [
      'throws outside of the handler',
      "exports.handler = () => new Promise(() => setTimeout(() => { throw new Error('late') }))",
      'Error',
      'late',
    ],
    [
      'drops a rejection',
      "exports.handler = () => new Promise(() => { Promise.reject(new Error('lost')) })",
      'Runtime.UnhandledPromiseRejection',
      'lost',
    ],
    ['exits', 'exports.handler = async () => process.exit(3)', 'Runtime.ExitError', 'Runtime exited with error: exit status 3'],
    ['cannot be loaded', "require('./not-there.cjs')", 'Runtime.ImportModuleError', "Cannot find module './not-there.cjs'"],
    ['exports no handler', 'exports.other = 1', 'Runtime.ImportModuleError', 'index.handler is undefined or not exported'],
    ['never ends', 'exports.handler = () => { for (;;); }', 'Sandbox.Timedout', 'Task timed out after 0.30 seconds'],
  ])('that %s is answered as Lambda does, and its next invocation starts afresh', async (_case, code, errorType, message) => {
    const { invoke } = hosting(code, { timeoutSeconds: 0.3 });
    const expected = { ok: false, error: { reason: 'function', errorType, errorMessage: expect.stringContaining(message) } };
    expect(await invoke()).toMatchObject(expected);
    expect(await invoke()).toMatchObject(expected);
  });

  it('that uses more memory than it has is killed', async () => {
    const { invoke } = hosting('exports.handler = async () => { const all = []; for (;;) all.push(new Array(1e5).fill({})) }', {
      memoryMegabytes: 32,
    });
    expect(await invoke()).toMatchObject({ ok: false, error: { errorType: 'Runtime.OutOfMemory' } });
  });

  it('loses its environment after a timeout', async () => {
    const { invoke } = hosting(
      "let calls = 0; exports.handler = async (event) => ++calls && event === 'hang' ? new Promise(() => {}) : calls",
      {
        timeoutSeconds: 0.3,
      },
    );
    await invoke();
    expect(await invoke('hang')).toMatchObject({ ok: false });
    expect(await invoke()).toEqual({ ok: true, payload: 1 });
  });

  it('is answered with an exit when its machine is lost', async () => {
    const { invoke, lambda } = hosting('exports.handler = () => new Promise(() => {})');
    const outcome = invoke();
    await until('the invocation runs', () => lambda.running() === 1);
    await lambda.crash('greet', 'another environment');
    expect(lambda.running()).toBe(1);
    await lambda.crash('greet');
    expect(await outcome).toMatchObject({ ok: false, error: { errorType: 'Runtime.ExitError' } });
  });
});

describe('the log', () => {
  it("has the function's output and its failures in a file of its own, and only the failure's type on the terminal", async () => {
    const logFolder = aFolder();
    const terminal: string[] = [];
    const code = "exports.handler = async () => { console.log('hello'); console.error('careful'); throw new Error('+919876543210') }";
    const { invoke, lambda } = hosting(code, { options: { logFolder, log: (line) => terminal.push(line) } });
    await invoke();
    await until('both lines are there', () => ['hello', 'careful'].every((word) => readLog(logFolder).includes(word)));
    await lambda.stop();
    expect(readLog(logFolder)).toContain('invocation failed');
    expect(terminal).toEqual([expect.stringMatching(/^greet failed: Error \(request [0-9a-f-]{36}\)\.$/)]);
  });
});

function readLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'greet.log'), 'utf8');
  } catch {
    return '';
  }
}

describe('invokeAsync', () => {
  const failing = "exports.handler = async () => { throw new Error('no') }";

  it('answers at once and runs the function afterwards', async () => {
    const { lambda, wiring } = hosting('exports.handler = async () => 1');
    expect(lambda.invokeAsync(wiring.arn, {})).toMatchObject({ ok: true });
    expect(lambda.waiting()).toBe(1);
    await until('it is done', () => lambda.waiting() === 0);
    expect(lambda.begun()).toBe(1);
  });

  it('tries a failing function again after one and after two minutes, then tells the failure queue', async () => {
    const sent: QueueMessage[] = [];
    const world = aHurriedWorld();
    const send = async (message: QueueMessage) => void sent.push(message);
    const { lambda, wiring } = hosting(failing, { onFailureQueueArn: 'arn:failures', options: { world, send } });
    lambda.invokeAsync(wiring.arn, { lead: 'l_1' });
    await until('it is given up', () => sent.length === 1);
    expect(world.slept).toEqual([60_000, 120_000]);
    expect(sent[0]?.queueArn).toBe('arn:failures');
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
      requestContext: { condition: 'RetriesExhausted', approximateInvokeCount: 3, functionArn: `${wiring.arn}:$LATEST` },
      requestPayload: { lead: 'l_1' },
      responsePayload: { errorType: 'Error', errorMessage: 'no' },
    });
  });

  it('says so when it drops an invocation that nobody wants to hear of', async () => {
    const lines: string[] = [];
    const { lambda, wiring } = hosting(failing, { asyncRetries: 0, options: { log: (line) => lines.push(line) } });
    lambda.invokeAsync(wiring.arn, {});
    await until('it is dropped', () => lines.some((line) => line.includes('was dropped after 1 attempts')));
    expect(lambda.waiting()).toBe(0);
  });

  it('tries throttled invocations again without counting them', async () => {
    const { lambda, wiring } = hosting('exports.handler = async () => new Promise((r) => setTimeout(r, 30))', {
      reservedConcurrency: 1,
      asyncRetries: 0,
      options: { world: { clock: { now: Date.now, sleep: () => new Promise((resolve) => setTimeout(resolve, 10)) } } },
    });
    for (const _ of Array(4)) lambda.invokeAsync(wiring.arn, {});
    await until('all are done', () => lambda.waiting() === 0);
    expect(lambda.begun()).toBeGreaterThanOrEqual(4);
  });

  it('keeps what it accepted over a stop, with the retries used', async () => {
    const folder = aFolder();
    const journalFile = join(folder, 'async.journal');
    const never = { clock: { now: Date.now, sleep: (_ms: number, signal?: AbortSignal) => aborted(signal) } };
    const wiring = aFunction(folder, failing);
    const first = lambdaWith({ functions: [wiring], journalFile, world: never });
    first.invokeAsync(wiring.arn, { lead: 'l_1' });
    await until('the first attempt failed', () => first.begun() === 1 && first.running() === 0);
    await first.stop();

    const sent: QueueMessage[] = [];
    const heard = { ...wiring, onFailureQueueArn: 'arn:failures' };
    const second = lambdaWith({ functions: [heard], journalFile, send: async (message) => void sent.push(message) });
    second.resume();
    await until('it is given up', () => sent.length === 1);
    expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({
      requestContext: { approximateInvokeCount: 3 },
      requestPayload: { lead: 'l_1' },
    });
    expect(second.begun()).toBe(2);
  });
});

function aborted(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve()));
}

import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import * as z from 'zod';
import { createClosers } from './closers.ts';
import { firstToken, prepareDataFolder } from './data-folder.ts';
import type { DemoOptions } from './demo/demo.ts';
import { listen } from './http/listen.ts';
import type { Options } from './options.ts';
import { type RunningStack, startStack } from './stack.ts';
import { synthesise } from './synthesise.ts';

export type RunningRedial = {
  url: string;
  token: string;
  /** Resolves, with a line for people, when it cannot go on. */
  broken: Promise<string>;
  stop: () => Promise<void>;
};

/** The answer of the function `bootstrap`, which makes the first workspace where there is none. */
const Bootstrapped = z.object({ workspace: z.string(), created: z.boolean(), token: z.string().nullable() });

const healthyWithinMs = 20_000;

/** Runs Redial of this project folder as `npm start` does. Throws a line for people where it cannot. */
export async function startRedial(projectFolder: string, options: Options, say: (line: string) => void): Promise<RunningRedial> {
  // Known at once, rather than after the synthesis.
  await (await listen(options.port)).close();
  const dataFolder = prepareDataFolder(options.dataFolder, options);
  const assembly = await synthesise(projectFolder, say);
  const stack = await startStack({ assembly, dataFolder, port: options.port, log: say });
  const closers = createClosers();
  closers.add(stack.stop);
  try {
    const token = firstToken(dataFolder, options.token, () => `rdl_${randomBytes(24).toString('base64url')}`);
    const workspace = await bootstrap(stack, options, token);
    await healthy(stack.url);
    announce(stack.url, token, dataFolder, say);
    if (options.demo) await runDemo({ url: stack.url, token, workspace, ...storeOf(stack), dataFolder, say }, closers.add);
    return { url: stack.url, token, broken: stack.broken, stop: closers.close };
  } catch (error) {
    await closers.close().catch(() => undefined);
    throw error;
  }
}

/** The first workspace. Does nothing where it was done before; the token is then made valid again. */
async function bootstrap(stack: RunningStack, { demo, timezone }: Options, token: string): Promise<string> {
  const outcome = await stack.invoke('bootstrap', { name: demo ? 'Demo' : 'Local', timezone, region: 'IN', token });
  if (!outcome.ok) throw new Error(`Cannot make the first workspace: ${outcome.error.errorType}: ${outcome.error.errorMessage}`);
  return Bootstrapped.parse(outcome.payload).workspace;
}

async function healthy(url: string): Promise<void> {
  const deadline = performance.now() + healthyWithinMs;
  for (;;) {
    const status = await fetch(`${url}/healthz`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    if (performance.now() > deadline) throw new Error(`Cannot start Redial: GET ${url}/healthz was answered with ${status}, not 200.`);
    await setTimeout(50);
  }
}

function announce(url: string, token: string, dataFolder: string, say: (line: string) => void): void {
  say(`Redial is ready at ${url}`);
  say(`  console        ${url}/#token=${token}`);
  say(`  function logs  ${join(dataFolder, 'log')}`);
}

/** Where the demo's history goes: the table that the stack gives its functions as CALLS_TABLE. */
function storeOf({ dynamoDbUrl, wiring }: RunningStack): Pick<DemoOptions, 'dynamoDbUrl' | 'callsTable'> {
  const callsTable = wiring.functions.map(({ environment }) => environment.CALLS_TABLE).find((name) => name !== undefined);
  if (callsTable === undefined) throw new Error('Cannot run the demo: no function of the stack has a CALLS_TABLE.');
  return { dynamoDbUrl, callsTable };
}

async function runDemo(options: DemoOptions, onClose: (close: () => unknown) => void): Promise<void> {
  const { startDemo } = await import('./demo/demo.ts');
  const demo = startDemo(options);
  onClose(demo.stop);
  demo.prepared.catch((error: unknown) =>
    options.say(`The demo could not be prepared: ${error instanceof Error ? error.message : String(error)}`),
  );
}

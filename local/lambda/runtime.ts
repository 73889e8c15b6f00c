// Runs inside the worker thread: loads the function's code once, then answers one invocation after the other.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FromRuntime, RuntimeError, RuntimeOptions, ToRuntime } from './messages.ts';

type Handler = (event: unknown, context: unknown) => unknown;

const options = workerData as RuntimeOptions; // given by environment.ts
const tell = (message: FromRuntime): void => parentPort?.postMessage(message);

function errorOf(thrown: unknown): RuntimeError {
  if (!(thrown instanceof Error)) return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: thrown.stack?.split('\n') ?? [] };
}

async function loadHandler(): Promise<Handler> {
  const [file = '', name = ''] = options.handler.split(/\.(?=[^.]+$)/);
  const path = ['cjs', 'js', 'mjs'].map((extension) => join(options.codeFolder, `${file}.${extension}`)).find(existsSync);
  if (path === undefined) throw new Error(`Cannot find module '${file}' in ${options.codeFolder}`);
  const loaded = (await import(pathToFileURL(path).href)) as { default?: Record<string, unknown> } & Record<string, unknown>; // checked below
  const handler = loaded[name] ?? loaded.default?.[name];
  if (typeof handler !== 'function') throw new Error(`${options.handler} is undefined or not exported`);
  return handler as Handler; // a function, as just checked
}

function contextOf({ requestId, deadlineMs }: ToRuntime): Record<string, unknown> {
  return {
    functionName: options.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: options.functionArn,
    memoryLimitInMB: String(options.memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
  };
}

async function answer(handler: Handler, request: ToRuntime): Promise<void> {
  const { requestId } = request;
  try {
    const result = await handler(JSON.parse(request.payload), contextOf(request));
    tell({ kind: 'succeeded', requestId, payload: JSON.stringify(result) ?? 'null' });
  } catch (thrown) {
    tell({ kind: 'failed', requestId, error: errorOf(thrown) });
  }
}

function breakDown(error: RuntimeError): void {
  tell({ kind: 'broken', error });
  process.exit(1);
}

process.on('uncaughtException', (thrown) => breakDown(errorOf(thrown)));
process.on('unhandledRejection', (thrown) => breakDown({ ...errorOf(thrown), errorType: 'Runtime.UnhandledPromiseRejection' }));

try {
  const handler = await loadHandler();
  parentPort?.on('message', (request: ToRuntime) => void answer(handler, request));
  tell({ kind: 'ready' });
} catch (thrown) {
  tell({ kind: 'not-ready', error: { ...errorOf(thrown), errorType: 'Runtime.ImportModuleError' } });
}

import { inject } from 'vitest';
import { type RunningStack, type StackOptions, startStack } from '../../local/stack.ts';

// biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of an answer by looking into it
export type Json = any;

export type Answer = { status: number; headers: Headers; body: Json };

export type Client = {
  get: (path: string) => Promise<Answer>;
  post: (path: string, body?: unknown) => Promise<Answer>;
  put: (path: string, body: unknown) => Promise<Answer>;
  patch: (path: string, body: unknown) => Promise<Answer>;
  remove: (path: string) => Promise<Answer>;
};

export type Flow = { stack: RunningStack; url: string; workspace: string; api: Client; stop: () => Promise<void> };

export const token = 'a-token-for-tests';

/** The synthesised stack on real parts, with an empty workspace in Asia/Kolkata. */
export async function aStack(options: Partial<Pick<StackOptions, 'world' | 'dataFolder'>> = {}): Promise<Flow> {
  const stack = await startStack({ assembly: inject('assembly'), dataFolder: 'memory', port: 0, log: () => undefined, ...options });
  const made = await stack.invoke('bootstrap', { name: 'Test', timezone: 'Asia/Kolkata', region: 'IN', token });
  if (!made.ok) throw new Error(`Cannot make a workspace: ${JSON.stringify(made.error)}`);
  const { workspace } = made.payload as { workspace: string };
  return { stack, url: stack.url, workspace, api: clientOf(stack.url, token), stop: stack.stop };
}

export function clientOf(url: string, bearer: string): Client {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return { status: response.status, headers: response.headers, body: isJson && text ? JSON.parse(text) : text };
  };
  return {
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    patch: (path, body) => call('PATCH', path, body),
    remove: (path) => call('DELETE', path),
  };
}

/** The business day that a call starting at that moment has in the tests' workspace. */
export function dayInIndia(at: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(at);
}

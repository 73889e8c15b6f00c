import { inject } from 'vitest';
import { type RunningStack, type StackOptions, startStack } from '../../local/stack.ts';
import { type Client, clientOf } from './a-client.ts';

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

/** The business day that a call starting at that moment has in the tests' workspace. */
export function dayInIndia(at: Date = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(at);
}

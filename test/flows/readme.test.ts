import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStack, type Flow, token } from './a-stack.ts';

const readme = readFileSync(resolve(import.meta.dirname, '../../README.md'), 'utf8');

/** The example of that name in the README, as it stands. */
function exampleNamed(name: string): string {
  const example = new RegExp(`<!-- example: ${name} -->\\s*\`\`\`bash\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
  if (!example) throw new Error(`The README has no example "${name}"`);
  return example;
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
    const script = exampleNamed('first-call').replace('http://localhost:3000', flow.url).replace('my-first-token', token);
    const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', script]);
    expect(stdout).toContain('{"result":"recorded","callId":"c_');
    expect(stdout).toContain('"status":"not-picked"');
    expect(stdout).toMatch(/"owner":\{[^}]*"name":"Ravi"/);
    expect(stdout).toContain('"reason":"not-picked-up"');
    expect(stdout).toMatch(/^.*,Busy,Busy,1,/m);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aStandardDialler } from './a-dialler.ts';
import { aStack, type Flow } from './a-stack.ts';

let flow: Flow;

beforeAll(async () => {
  flow = await aStack();
});

afterAll(async () => {
  await flow?.stop();
});

describe('a call whose ending never came', () => {
  it('is left alone while it may go on: the sweep finds nothing, and no role is short of anything', async () => {
    const dialler = await aStandardDialler(flow.api);
    const startedAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const told = await dialler.says({ callId: 'long', status: 'answered', direction: 'outbound', leadPhone: '+919812345678', startedAt });
    await flow.stack.runSchedule('Sweep');
    await flow.stack.idle();
    expect((await flow.api.get(`/api/calls/${told.body.callId}`)).body.status).toBe('In-progress');
    expect(flow.stack.denials).toEqual([]);
  });
});

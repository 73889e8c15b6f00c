import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import type { Part } from '../../../local/parts/part.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { dynamoCallLog } from '../../../shared/store/dynamo-call-log.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { at } from '../../builders.ts';
import { clientFor } from '../../shared/store/dynamo-for-tests.ts';
import { createTables } from '../../shared/store/tables.ts';
import { aToldAndLoggedCall } from './a-told-and-logged-call.ts';

type Scene = Awaited<ReturnType<typeof aToldAndLoggedCall>>;

const lead = { direction: 'outbound', leadPhone: '+919812345678' };
const agent = { agent: { email: 'asha@example.com' } };
const ringing = { ...lead, status: 'ringing', startedAt: at(0) };
const answered = { ...lead, status: 'answered', answeredAt: at(9) };
const completed = { ...lead, ...agent, status: 'completed', durationSeconds: 61, endedAt: at(70) };

/** All that is told, in one order or another: the agent from the first webhook on, or at the end alone. */
const stories = [[{ ...ringing, ...agent }, { ...answered, ...agent }, completed], [ringing, answered, completed], [completed]];

type Step = (scene: Scene) => Promise<unknown>;
const logs: Step = (scene) => scene.log();
const tells =
  (data: object): Step =>
  (scene) =>
    scene.webhook(data);

/** All of a call but what it is called, and how often it was written. */
function toldOf({ id: _, version: __, facts, ...call }: RecordedCall) {
  return { ...call, facts: facts.map((fact) => fact.id).sort() };
}

describe('a log and the webhooks of its call', () => {
  it('are one call, whichever comes first: the disposition is the agent’s, the time the dialler’s', async () => {
    const scene = await aToldAndLoggedCall();
    const { id } = await scene.log();
    expect(await scene.webhook(completed)).toEqual({ result: 'recorded', callId: id });
    expect(await scene.webhook(completed)).toEqual({ result: 'duplicate', callId: id });
    expect(await scene.shown(id)).toMatchObject({
      id,
      status: 'Follow up',
      outcome: 'Called',
      talkSeconds: 61,
      externalId: 'x-1',
      flags: [],
    });
    expect(await scene.all()).toHaveLength(1);
  });

  it('are one call where the log is sent again before any index shows that it went to the dialler’s call', async () => {
    const scene = await aToldAndLoggedCall();
    await scene.webhook(completed);
    const { id } = await scene.log();
    Object.assign(scene.dependencies.calls, { ofLead: async () => [], live: async () => [] });
    expect(await scene.log()).toMatchObject({ id, talkSeconds: 61 });
  });

  it('are one call in any order, repeated or not', async () => {
    const steps = fc.constantFrom(...stories).chain((story) => {
      const all = [logs, ...story.map(tells)];
      return fc.record({
        story: fc.constant(story),
        steps: fc.shuffledSubarray([...all, ...all, ...all], { minLength: all.length }),
        rest: fc.shuffledSubarray(all, { minLength: all.length }),
        published: fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }),
      });
    });
    const expected = new Map(await Promise.all(stories.map(async (story) => [story, await inOrder([logs, ...story.map(tells)])] as const)));
    await fc.assert(
      fc.asyncProperty(steps, async ({ story, steps, rest, published }) => {
        expect(await inOrder([...steps, ...rest], published)).toEqual(expected.get(story));
      }),
      { numRuns: 150 },
    );
  });

  it('are one call where the log says that it goes on', async () => {
    const scene = await aToldAndLoggedCall();
    const { id } = await scene.log({ status: 'In-progress', durationSeconds: 0, followUp: undefined });
    await scene.webhook(completed);
    expect(await scene.shown(id)).toMatchObject({ status: 'Called', talkSeconds: 61, connection: 'cn_w_1' });
    expect(await scene.all()).toHaveLength(1);
  });

  it('are found by the id of either half', async () => {
    const scene = await aToldAndLoggedCall();
    const told = await scene.webhook(ringing);
    const { id } = await scene.log();
    await scene.webhook(completed);
    expect(await scene.all()).toHaveLength(2);
    await scene.publish();
    expect(await scene.all()).toHaveLength(1);
    expect(await scene.shown('callId' in told ? told.callId : '')).toMatchObject({ id, facts: { length: 3 } });
  });

  it('stay two, and say so, where two logs may be of the call', async () => {
    const scene = await aToldAndLoggedCall();
    await scene.log();
    await scene.log({ status: 'Busy', durationSeconds: 0, followUp: undefined, startedAt: at(-60) }, 'log-2');
    await scene.webhook(completed);
    const flags = (await scene.all()).map(({ call }) => call.flags);
    expect(flags).toEqual([['possible-duplicate'], ['possible-duplicate'], ['possible-duplicate']]);
  });

  it('stay two, and say so, where two calls may be the logged one, also when that is known late', async () => {
    const scene = await aToldAndLoggedCall();
    await scene.webhook({ ...completed, agent: undefined });
    await scene.webhook({ ...completed, agent: undefined, callId: 'x-2' });
    await scene.log();
    for (const callId of ['x-1', 'x-2']) await scene.webhook({ ...completed, callId, note: 'now with the agent' });
    await scene.publish();
    const calls = await scene.all();
    // Whichever of them names the agent first is the only one that it can be; nobody can know of the other yet.
    expect(calls.length === 2 || calls.every(({ call }) => call.flags.includes('possible-duplicate'))).toBe(true);
  });

  it.each([
    ['another agent', { agent: { email: 'ravi@example.com' } }],
    ['another lead', { leadPhone: '+919812345679' }],
    ['eleven minutes later', { endedAt: at(1_000), startedAt: at(681) }],
  ])('stay two without a flag where the dialler tells of %s', async (_, told) => {
    const scene = await aToldAndLoggedCall();
    await scene.log();
    await scene.webhook({ ...completed, ...told });
    await scene.publish();
    const { calls } = scene.dependencies;
    const own = await calls.getMany(
      'w_1',
      (await scene.all()).map(({ id }) => id),
    );
    expect(own.every(({ call, connection }) => call.flags.length === 0 && (connection === null || call.disposition === null))).toBe(true);
  });
});

/** @returns what the calls come to in the end: one, if all is well. */
async function inOrder(steps: readonly Step[], published: readonly boolean[] = []) {
  const scene = await aToldAndLoggedCall();
  for (const [index, step] of steps.entries()) {
    await step(scene);
    if (published[index]) await scene.publish();
  }
  await scene.publish();
  return (await scene.all()).map(toldOf);
}

describe('on DynamoDB', () => {
  let dynamo: Part;
  let stores: {
    calls: ReturnType<typeof dynamoCallStore>;
    leads: ReturnType<typeof dynamoLeadStore>;
    callLog: ReturnType<typeof dynamoCallLog>;
  };
  beforeAll(async () => {
    dynamo = await startDynamoDbLocal({ folder: 'memory' });
    const client = clientFor(dynamo.url);
    const names = await createTables(client);
    stores = {
      calls: dynamoCallStore({ client, table: names.calls }),
      leads: dynamoLeadStore({ client, table: names.leads }),
      callLog: dynamoCallLog({ client, callsTable: names.calls, leadsTable: names.leads }),
    };
  });
  afterAll(() => dynamo.stop());

  it('a log and webhooks that come at the same moment are one call, the same as in memory', async () => {
    const [story = []] = stories;
    const expected = await inOrder([logs, ...story.map(tells)]);
    for (let run = 0; run < 12; run++) {
      const workspace = `w_at_once_${run}`;
      const scene = await aToldAndLoggedCall({ workspace, stores });
      const steps = [logs, ...story.map(tells), ...story.map(tells)];
      await Promise.all([...steps.slice(run % steps.length), ...steps.slice(0, run % steps.length)].map((step) => step(scene)));
      await scene.publish();
      const calls = await scene.all();
      expect(calls.map(toldOf)).toEqual(expected.map((call) => ({ ...call, workspace, connection: `cn_${workspace}` })));
    }
  });
});

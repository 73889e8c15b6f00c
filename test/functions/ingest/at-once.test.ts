import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fieldPresets } from '../../../functions/ingest/diallers/field-presets.ts';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { type IngestDependencies, takeIn } from '../../../functions/ingest/ingest.ts';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import type { Part } from '../../../local/parts/part.ts';
import type { Connection } from '../../../shared/domain/workspace.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { aTeam } from '../../bench/told-calls.ts';
import { anAgent } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';
import { clientFor } from '../../shared/store/dynamo-for-tests.ts';
import { createTables } from '../../shared/store/tables.ts';
import { traces } from './traces.ts';
import { tracesOfFields } from './traces-of-fields.ts';

type Stores = Pick<IngestDependencies, 'calls' | 'leads'>;

let dynamo: Part;
let stores: Stores;
beforeAll(async () => {
  dynamo = await startDynamoDbLocal({ folder: 'memory' });
  const client = clientFor(dynamo.url);
  const names = await createTables(client);
  stores = { calls: dynamoCallStore({ client, table: names.calls }), leads: dynamoLeadStore({ client, table: names.leads }) };
});
afterAll(() => dynamo.stop());

type Sender = { dialler: string; fieldMap: Connection['fieldMap'] };

const senders: [string, Sender, readonly string[]][] = [
  ...Object.entries(traces).map(([dialler, messages]): [string, Sender, readonly string[]] => [
    dialler,
    { dialler, fieldMap: null },
    messages,
  ]),
  ...Object.entries(tracesOfFields).map(([preset, messages]): [string, Sender, readonly string[]] => [
    `fields, as ${preset}`,
    { dialler: 'fields', fieldMap: { preset } },
    messages,
  ]),
];

/**
 * Takes in groups of messages, those of a group at once.
 * @returns the one call that they told of, but for what its own workspace makes of it.
 */
async function told({ dialler, fieldMap }: Sender, groups: readonly (readonly string[])[], { calls, leads }: Stores) {
  const { directory, connection } = aTeam();
  const agents = [anAgent('a_asha', { email: 'asha@example.com', externalIds: ['client:asha'] })];
  const dependencies: IngestDependencies = {
    ...{ calls, leads, quarantine: memoryQuarantineStore(), diallers, connection: async () => connection },
    directory: async () => ({ ...directory, agents }),
    now: () => '2026-11-22T11:00:00.000Z',
  };
  const answers = [];
  for (const group of groups) {
    const taken = group.map((body) => takeIn({ ...connection, dialler, fieldMap, campaign: null }, requestOf(body), dependencies));
    answers.push(...(await Promise.all(taken)));
  }
  expect(answers.filter(({ result }) => result !== 'recorded' && result !== 'duplicate')).toEqual([]);
  const ids = new Set(answers.map((answer) => ('callId' in answer ? answer.callId : '')));
  const kept = await calls.getMany(connection.workspace, [...ids]);
  return kept.map(({ call, facts }) => ({ ...call, leadId: call.leadId !== null, facts: facts.map(({ id }) => id).sort() }));
}

function requestOf(body: string) {
  const contentType = body.startsWith('{') ? 'application/json' : 'application/x-www-form-urlencoded';
  return { method: 'POST', url: 'https://redial.example/webhooks/k_1', headers: { 'content-type': contentType }, body: Buffer.from(body) };
}

describe('what a dialler sends of a call, two at once, repeated, in any order', () => {
  it('is told of by every dialler that we understand, and by every ready map', () => {
    expect([...Object.keys(traces), 'fields'].sort()).toEqual(Object.keys(diallers).sort());
    expect(Object.keys(tracesOfFields).sort()).toEqual(Object.keys(fieldPresets).sort());
  });

  it.each(senders)('is one and the same call: %s', async (_, sender, messages) => {
    const aTrace = fc.shuffledSubarray([...messages], { minLength: 1 });
    const traceAndOrder = aTrace.chain((trace) => {
      const twice = [...trace, ...trace];
      return fc.record({ trace: fc.constant(trace), order: fc.shuffledSubarray(twice, { minLength: twice.length }) });
    });
    await fc.assert(
      fc.asyncProperty(traceAndOrder, async ({ trace, order }) => {
        const oneByOne = trace.map((body) => [body]);
        const inTurn = await told(sender, oneByOne, { calls: memoryCallStore(), leads: memoryLeadStore() });
        const pairs = Array.from({ length: order.length / 2 }, (_, pair) => order.slice(pair * 2, pair * 2 + 2));
        expect(inTurn).toHaveLength(1);
        expect(await told(sender, pairs, stores)).toEqual(inTurn);
      }),
      { numRuns: 8 },
    );
  });
});

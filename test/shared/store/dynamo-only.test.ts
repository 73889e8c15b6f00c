import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noSums } from '../../../shared/domain/sums.ts';
import { batchGet } from '../../../shared/store/batch-get.ts';
import { callOfItem } from '../../../shared/store/call-item.ts';
import { documentsOf } from '../../../shared/store/client.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoExportStore } from '../../../shared/store/dynamo-export-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { dynamoQuarantineStore } from '../../../shared/store/dynamo-quarantine-store.ts';
import { dynamoReportStore } from '../../../shared/store/dynamo-report-store.ts';
import { leadIdOf, newId } from '../../../shared/store/ids.ts';
import { storedDecisionOf } from '../../../shared/store/kept-decision.ts';
import { callKeys, exportKeys, leadKeys, quarantineKeys } from '../../../shared/store/keys.ts';
import { queryAll } from '../../../shared/store/query-all.ts';
import { aDaySummary, aFact, aLead, at } from '../../builders.ts';
import { aRecordedCall, aWorkspace, told } from './a-recorded-call.ts';
import { anExport } from './an-export.ts';
import { countUnits } from './count-units.ts';
import { clientFor, type DynamoForTests, startDynamoForTests } from './dynamo-for-tests.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamoForTests();
});
afterAll(() => dynamo.stop());

/** Epoch seconds so many days after a moment. */
const daysAfter = (moment: string, days: number) => Date.parse(moment) / 1000 + days * 86_400;

describe('what DynamoDB keeps', () => {
  it.each([undefined, 30])('of a call goes when its retention ends (%s days)', async (retentionDays) => {
    const { client, table } = dynamo.of('calls');
    const call = aRecordedCall({ workspace: aWorkspace(), facts: [aFact({ startedAt: at() })] });
    await dynamoCallStore({ client, table }).save(call, retentionDays === undefined ? {} : { retentionDays });
    const Key = { pk: { S: callKeys.call(call.workspace, call.id).pk } };
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key }));
    expect(Item?.expiresAt).toEqual({ N: String(daysAfter(at(), retentionDays ?? 400)) });
    expect(Item && callOfItem(Item)).toEqual(call);
  });

  it('of a quarantined webhook goes after 30 days', async () => {
    const { client, table } = dynamo.of('quarantine');
    const [id, workspace] = [newId('q'), aWorkspace()];
    const request = { method: 'POST', url: '/', headers: {}, bodyBase64: '' };
    await dynamoQuarantineStore({ client, table }).save({ id, workspace, connection: 'k_1', receivedAt: at(), why: 'no callId', request });
    for (const { pk, sk } of [quarantineKeys.webhook(workspace, at(), id), quarantineKeys.where(workspace, id)]) {
      const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }));
      expect(Item?.expiresAt).toEqual({ N: String(daysAfter(at(), 30)) });
    }
  });

  it.each([
    [null, 30],
    ['xs_1', 92],
  ])('of an export of the schedule %s goes after %i days, as its file does', async (schedule, days) => {
    const { client, table } = dynamo.of('exports');
    const one = anExport({ workspace: aWorkspace(), schedule });
    await dynamoExportStore({ client, table }).save(one);
    const { pk, sk } = exportKeys.export(one.workspace, one.id);
    const { Item } = await client.send(new GetItemCommand({ TableName: table, Key: { pk: { S: pk }, sk: { S: sk } } }));
    expect(Item?.expiresAt).toEqual({ N: String(daysAfter(at(), days)) });
  });

  it('of a decision says whose it is and which version of the lead it made', async () => {
    const kept = dynamo.of('leads');
    const workspace = aWorkspace();
    const lead = aLead({ id: leadIdOf(workspace, '+919812345678'), workspace });
    const decision = {
      id: 'x_1',
      leadId: lead.id,
      callId: 'c_1',
      from: null,
      at: at(),
      kind: 'kept',
      reason: 'spoken-to',
      detail: '',
    } as const;
    await dynamoLeadStore(kept).save({ before: undefined, after: lead, decision, at: at() });
    const items = await queryAll(documentsOf(kept), {
      KeyConditionExpression: 'pk = :lead',
      ExpressionAttributeValues: { ':lead': leadKeys.lead(workspace, lead.id).pk },
    });
    expect(items.map(storedDecisionOf)).toEqual([{ workspace, leadVersion: 1, decision }, undefined]);
  });
});

describe('DynamoDB is asked', () => {
  it('for half a read unit a call, unless it must be the newest', async () => {
    const client = clientFor(dynamo.url);
    const store = dynamoCallStore({ client, table: dynamo.of('calls').table });
    const call = aRecordedCall({ workspace: aWorkspace() });
    await store.save(call);
    const units = countUnits(client);
    expect(await units.since(() => store.get(call.workspace, call.id))).toEqual({ read: 0.5, write: 0 });
    expect(await units.since(() => store.get(call.workspace, call.id, { consistent: true }))).toEqual({ read: 1, write: 0 });
    client.destroy();
  });

  it('for rows of a day as they are now: half of them newer than the others would be no report', async () => {
    const client = clientFor(dynamo.url);
    const store = dynamoReportStore({ client, table: dynamo.of('reports').table });
    const [workspace, day] = [aWorkspace(), '2026-11-22'];
    const row = { family: 'none', day, dimensions: {}, byStatus: { Busy: { ...noSums(), calls: 1 } } };
    const { generation } = await store.beginDay(workspace, day);
    const summary = aDaySummary({ day });
    await store.saveDay({ workspace, day, generation, changed: [row], gone: [], summary });
    const units = countUnits(client);
    expect(await units.since(() => store.rows(workspace, 'none', day, day))).toEqual({ read: 1, write: 0 });
    expect(await units.since(() => store.rowsOfDay(workspace, day, ['none']))).toEqual({ read: 1, write: 0 });
    client.destroy();
  });

  it('for one plain write where a change of a lead touches nothing else', async () => {
    const client = clientFor(dynamo.url);
    const store = dynamoLeadStore({ client, table: dynamo.of('leads').table });
    const workspace = aWorkspace();
    const lead = aLead({ id: leadIdOf(workspace, '+919812345678'), workspace });
    await store.save({ before: undefined, after: lead, at: at() });
    const units = countUnits(client);
    // The item and its two indexes, each once; a transaction would cost the item twice.
    const cost = await units.since(() => store.save({ before: lead, after: { ...lead, name: 'Asha', version: 2 }, at: at() }));
    expect(cost).toEqual({ read: 0, write: 3 });
    client.destroy();
  });

  it('for a page after the other until all calls of a day are read', async () => {
    const { client, table } = dynamo.of('calls');
    const [workspace, filler] = [aWorkspace(), 'x'.repeat(300_000)];
    const shard = { S: callKeys.day(workspace, '2026-11-22', 0) };
    const ids = ['c_1', 'c_2', 'c_3', 'c_4', 'c_5'];
    for (const id of ids) {
      const item = { pk: { S: callKeys.call(workspace, id).pk }, tl: shard, ts: { S: callKeys.startedAt(at(), id) } };
      // A tag of 300 kB: four such calls are more than one answer holds.
      await client.send(new PutItemCommand({ TableName: table, Item: { ...item, r: { S: `a||e|B|o|0|/||||${filler},` } } }));
    }
    const found: string[] = [];
    let pages = 0;
    for await (const page of dynamoCallStore({ client, table }).onDay(workspace, '2026-11-22')) {
      pages += 1;
      found.push(...page.map(({ id }) => id));
    }
    expect(found).toEqual(ids);
    expect(pages).toBeGreaterThan(1);
  });

  it('again for the keys that it left unread', async () => {
    const client = clientFor(dynamo.url);
    const { table } = dynamo.of('calls');
    const workspace = aWorkspace();
    const calls = [aRecordedCall({ workspace }), aRecordedCall({ workspace })];
    for (const call of calls) await dynamoCallStore({ client, table }).save(call);
    const keys = calls.map(({ id }) => ({ pk: { S: callKeys.call(workspace, id).pk } }));
    let asked = 0;
    client.middlewareStack.add(
      (next) => async (args) => {
        asked += 1;
        if (asked > 1) return next(args);
        return { output: { $metadata: {}, Responses: {}, UnprocessedKeys: { [table]: { Keys: keys } } }, response: {} };
      },
      { step: 'initialize' },
    );
    expect(await batchGet({ client, table }, keys)).toHaveLength(2);
    expect(asked).toBe(2);
    client.destroy();
  });
});

describe('a recomputation of a day', () => {
  it('that is overtaken half-way leaves no row behind that the newer one does not see', async () => {
    const client = clientFor(dynamo.url);
    const store = dynamoReportStore({ client, table: dynamo.of('reports').table });
    const [workspace, day] = [aWorkspace(), '2026-11-22'];
    const rows = Array.from({ length: 250 }, (_, n) => ({
      family: 'agent',
      day,
      dimensions: { agent: `a_${n}` },
      byStatus: { Busy: { ...noSums(), calls: 1 } },
    }));
    const { generation: older } = await store.beginDay(workspace, day);
    let written = 0;
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === 'TransactWriteItemsCommand') written += 1;
          if (commandName === 'TransactWriteItemsCommand' && written === 1) await store.beginDay(workspace, day);
          return result;
        },
      { step: 'initialize' },
    );
    const summary = aDaySummary({ day });
    expect(await store.saveDay({ workspace, day, generation: older, changed: rows, gone: [], summary })).toBe('superseded');
    expect(await store.rowsOfDay(workspace, day, ['agent'])).toHaveLength(98);
    expect(await store.states(workspace, day, day)).toEqual([{ day, summary: undefined, isHalfWritten: true }]);
    expect(await store.summaries(workspace, day, day)).toEqual([]);
    client.destroy();
  });
});

describe('two webhooks of one call at the same moment', () => {
  it('are both kept, whichever comes first', async () => {
    const store = dynamoCallStore(dynamo.of('calls'));
    const call = aRecordedCall({ workspace: aWorkspace() });
    await store.save(call);
    const say = async (note: string) => {
      for (;;) {
        const known = await store.get(call.workspace, call.id, { consistent: true });
        if (known && (await store.save(told(known, aFact({ note })))) === 'saved') return;
      }
    };
    await Promise.all(['one', 'two', 'three', 'four', 'five'].map(say));
    const kept = await store.get(call.workspace, call.id, { consistent: true });
    expect(kept?.facts.flatMap(({ note }) => note ?? []).sort()).toEqual(['five', 'four', 'one', 'three', 'two']);
    expect(kept?.version).toBe(6);
  });
});

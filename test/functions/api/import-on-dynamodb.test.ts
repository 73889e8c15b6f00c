import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import { type DynamoForTests, startDynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { addToken, addWorkspace, anApi, apiStores } from './an-api.ts';

const leadLines = 2200;

let dynamo: DynamoForTests;
let leads: LeadStore;
let api: ReturnType<typeof anApi>;
let token: string;
beforeAll(async () => {
  dynamo = await startDynamoForTests();
  leads = dynamoLeadStore(dynamo.of('leads'));
  const dependencies = { ...apiStores(), leads };
  await addWorkspace(dependencies, 'w_1');
  for (const n of [1, 2, 3]) {
    await dependencies.workspaces.saveEntity('w_1', 'agent', {
      ...{ id: `a_${n}`, name: `Agent ${n}`, email: `a${n}@example.com`, phone: null, externalIds: [] },
      ...{ branch: null, department: null, leadCap: null, weight: 1, working: true },
    });
  }
  token = await addToken(dependencies, 'w_1', { role: 'manager' });
  api = anApi(dependencies);
});
afterAll(() => dynamo.stop());

const phoneOf = (n: number) => `+9198${String(n).padStart(8, '0')}`;
const owners = ['', 'a_1', 'a_2', 'a_3'];
const lines = Array.from({ length: leadLines }, (_, n) => `${phoneOf(n)},Lead ${n},${owners[n % 4]}`);
const imports = async (some: readonly string[]) =>
  (await api.call('POST', '/api/leads/import', { token, rawBody: `phone,name,owner\n${some.join('\n')}` })).json;

describe('an import of thousands of lines into DynamoDB', () => {
  it('adds every lead once, bad lines among them and another import of the same at the same time', { timeout: 120_000 }, async () => {
    const withBad = lines.flatMap((line, n) => (n % 500 === 0 ? ['12,Nobody,', line] : [line]));
    const [one, other] = await Promise.all([imports(withBad), imports(lines.slice(0, 400))]);
    expect(one.errors).toHaveLength(5);
    expect(other.errors).toEqual([]);
    expect([one.imported + other.imported, one.duplicate + other.duplicate]).toEqual([leadLines, 400]);
    expect(await leads.byPhone('w_1', phoneOf(leadLines - 1))).toMatchObject({ name: `Lead ${leadLines - 1}` });
    const loads = (await leads.loads('w_1')).map(({ load }) => load);
    expect(loads).toEqual([leadLines / 4, leadLines / 4, leadLines / 4]);
  });

  it('told again is all duplicates, and a number that a lead has moved to is one', { timeout: 60_000 }, async () => {
    const moved = await leads.byPhone('w_1', phoneOf(7));
    if (!moved) throw new Error('there is no such lead');
    const after = { ...moved, phone: '+919900000000', version: 2 };
    await leads.save({ before: moved, after, at: moved.createdAt });
    const again = await imports([...lines.slice(0, 500), '+919900000000,Moved,']);
    expect(again).toMatchObject({ imported: 1, duplicate: 500, errors: [] });
    expect(again.duplicates.at(-1)).toEqual({ line: 502, lead: moved.id });
    expect((await leads.byPhone('w_1', phoneOf(7)))?.id).not.toBe(moved.id);
  });

  it('leaves lists that are searched two thousand at a time', async () => {
    const search = async (cursor = '') => (await api.call('GET', `/api/leads?q=Lead%202199${cursor}`, { token })).json;
    expect((await search()).items).toHaveLength(1);
    const none = (await api.call('GET', '/api/leads?q=nobody', { token })).json;
    expect([none.items, none.next]).toEqual([[], expect.any(String)]);
    const rest = (await api.call('GET', `/api/leads?q=nobody&cursor=${none.next}`, { token })).json;
    expect(rest).toEqual({ items: [], next: null });
  });
});

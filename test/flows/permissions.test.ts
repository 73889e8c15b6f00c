import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { glob } from '../../local/iam/glob.ts';
import type { FunctionWiring } from '../../local/wiring.ts';
import type { Json } from './a-client.ts';
import { aStandardDialler, aTwilioDialler, type TestDialler } from './a-dialler.ts';
import { aLostCall } from './a-lost-call.ts';
import { aStack, dayInIndia, type Flow } from './a-stack.ts';
import { type Asker, anAsker } from './an-asker.ts';

/** What roles grant and no function asks for here: AWS itself uses it, in the name of the role. */
const usedByAws = {
  'logs:CreateLogStream': 'Lambda opens the log of an environment',
  'logs:PutLogEvents': 'Lambda writes what the function prints',
  'dynamodb:ListStreams': 'the event source mapping looks for the stream of its table',
  'dynamodb:DescribeStream': 'the event source mapping looks for the shards of its stream',
  'dynamodb:GetShardIterator': 'the event source mapping finds its place in a shard',
  'dynamodb:GetRecords': 'the event source mapping reads the changes',
  'sqs:ReceiveMessage': 'the event source mapping takes messages',
  'sqs:DeleteMessage': 'the event source mapping removes what was handled',
  'sqs:ChangeMessageVisibility': 'the event source mapping gives back what was not handled',
  'sqs:GetQueueAttributes': 'the event source mapping reads the settings of its queue; the library grants it with every sending, too',
  'sqs:GetQueueUrl': 'the library grants it with every sending and taking of messages',
  'sqs:SendMessage': 'Lambda sets aside, in the dead-letter queue, what it gave up',
} as const satisfies Record<string, string>;

let flow: Flow;
let standard: TestDialler;
let twilio: TestDialler;
let asker: Asker;
let ask: Asker['ask'];
let asha: string;
let ravi: string;

beforeAll(async () => {
  flow = await aStack();
  asker = anAsker(flow.api);
  ({ ask } = asker);
  standard = await aStandardDialler(flow.api);
  twilio = await aTwilioDialler(flow.api);
  asha = (await ask('createAgent', { body: { name: 'Asha', email: 'asha@example.com' } })).id;
  ravi = (await ask('createAgent', { body: { name: 'Ravi', email: 'ravi@example.com' } })).id;
  await ask('putAutoAssignment', { body: { enabled: true } });
});

afterAll(async () => {
  await flow?.stop();
});

let leads = 0;

async function aLead(): Promise<{ id: string; phone: string }> {
  const phone = `+9198${String(10_000_000 + leads++)}`;
  const { id } = await ask('createLead', { body: { phone, owner: asha, tags: [`tag-${leads}`] } });
  return { id, phone };
}

/** A finished call of Asha's, told again as Ravi's once it is counted: the rows that had it as Asha's go. */
async function aCallCountedTwice(count: () => Promise<unknown>): Promise<void> {
  const { phone } = await aLead();
  const call = { callId: `counted-${phone}`, leadPhone: phone, status: 'completed', durationSeconds: 40, direction: 'outbound' };
  for (const agent of ['asha', 'ravi']) {
    await standard.says({ ...call, agent: { email: `${agent}@example.com` } });
    await flow.stack.idle();
    await count();
  }
}

describe('on a stack whose roles are enforced', () => {
  it('webhooks of both diallers are taken in, a lead is given on, and a conversation is noted', async () => {
    const [picksUp, doesNot] = [await aLead(), await aLead()];
    await standard.says({ callId: 'live', leadPhone: picksUp.phone, status: 'answered', direction: 'outbound' });
    await standard.says({ callId: 'talk', leadPhone: picksUp.phone, status: 'completed', durationSeconds: 65, direction: 'outbound' });
    await twilio.says({ CallSid: 'CA1', Direction: 'outbound-api', From: '+12025550123', To: doesNot.phone, CallStatus: 'busy' });
    await flow.stack.idle();
    expect(await ask('getLead', { id: picksUp.id })).toMatchObject({ owner: { id: asha }, lastConnectedAt: expect.any(String) });
    expect(await ask('getLead', { id: doesNot.id })).toMatchObject({ owner: { id: ravi }, status: 'not-picked' });
    expect((await ask('listLeadDecisions', { id: doesNot.id })).items).toHaveLength(1);
    expect((await ask('getLeadHistory', { id: doesNot.id })).items).toHaveLength(3);
  });

  it('a webhook that could not be read is read again after the settings were mended', async () => {
    const startedAt = new Date(Date.now() - 500 * 86_400_000).toISOString();
    const { body } = await standard.says({ callId: 'old', status: 'busy', direction: 'outbound', startedAt });
    expect(body.result).toBe('quarantined');
    expect((await ask('listQuarantine')).items).toMatchObject([{ id: body.id }]);
    expect(await ask('changeSettings', { body: { retentionDays: 3650 } })).toMatchObject(await ask('getSettings'));
    expect(await ask('redriveQuarantined', { id: body.id })).toMatchObject({ result: 'recorded' });
    expect((await ask('listQuarantine')).items).toEqual([]);
  });

  it.each([
    ['the schedule', () => flow.stack.runSchedule('rollup').then(() => flow.stack.idle())],
    ['a manager', () => ask('rollUpNow')],
  ])('days are counted, and counted again, by %s', async (_by, count) => {
    await aCallCountedTwice(count);
    const today = dayInIndia();
    const { rows } = await ask('getReport', { query: `from=${today}&to=${today}&by=agent&tag=tag-${leads}` });
    expect(rows).toMatchObject([{ key: ravi, calls: 1 }]);
    expect(await ask('getReport', { query: `from=${today}&to=${today}&by=status&format=csv` })).toContain('Called');
    expect((await ask('getReportDefinitions')).measures.length).toBeGreaterThan(0);
  });

  it('calls and leads are listed in every way', async () => {
    const { items } = await ask('listCalls');
    const longAgo = dayInIndia(new Date(Date.now() - 300 * 86_400_000));
    expect((await ask('listCalls', { query: `from=${longAgo}` })).items).toHaveLength(items.length);
    const call = await ask('getCall', { id: items[0].id });
    expect((await ask('listCalls', { query: `lead=${call.lead.id}` })).items.map(({ id }: Json) => id)).toContain(call.id);
    expect((await ask('listLiveCalls')).items).toMatchObject([{ externalId: 'live' }]);
    const lists = ['', `owner=${ravi}`, 'status=not-picked', `phone=${encodeURIComponent(call.lead.phone)}`];
    for (const query of lists) expect((await ask('listLeads', { query })).items.length).toBeGreaterThan(0);
  });

  it('an agent’s call is logged, and corrected', async () => {
    const { id: leadId } = await aLead();
    const { id } = await ask('logCall', { body: { leadId, status: 'Called', durationSeconds: 30, agent: asha, leadStatus: 'interested' } });
    expect(await ask('correctCall', { id, body: { status: 'Busy', durationSeconds: 0 } })).toMatchObject({ status: 'Busy' });
  });

  it('a call whose ending never came is ended', async () => {
    const { externalId } = await aLostCall(flow);
    await flow.stack.runSchedule('sweep');
    await flow.stack.idle();
    const lost = (await ask('listCalls')).items.find((call: Json) => call.externalId === externalId);
    expect(lost).toMatchObject({ status: 'No Answer', reason: 'no-terminal-event' });
  });

  it('a lead moves to another number and back', async () => {
    const { id, phone } = await aLead();
    expect(await ask('changeLead', { id, body: { phone: '+919700000000' } })).toMatchObject({ phone: '+919700000000' });
    expect(await ask('changeLead', { id, body: { phone } })).toMatchObject({ phone });
  });

  it.each(['Agent', 'Branch', 'Department', 'Campaign', 'LeadStatus'])('%s: one is made, read, renamed and removed', async (kind) => {
    const { id } = await ask(`create${kind}`, { body: { name: 'One', ...(kind === 'Agent' && { email: 'one@example.com' }) } });
    expect(await ask(`change${kind}`, { id, body: { name: 'Another' } })).toMatchObject({ name: 'Another' });
    expect(await ask(`get${kind}`, { id })).toMatchObject({ name: 'Another' });
    expect((await ask(`list${kind}`)).items.map((item: Json) => item.id)).toContain(id);
    await ask(`remove${kind}`, { id });
  });

  it('a token is made, read, renamed and revoked', async () => {
    const { id } = await ask('createToken', { body: { name: 'A manager', role: 'manager' } });
    expect(await ask('changeToken', { id, body: { name: 'Another' } })).toMatchObject({ name: 'Another' });
    expect((await ask('listTokens')).items).toContainEqual(await ask('getToken', { id }));
    await ask('removeToken', { id });
  });

  it('a dialler is connected, tried, changed, given a new secret and disconnected', async () => {
    const { id } = await ask('createConnection', { body: { dialler: 'standard', name: 'One' } });
    const webhook = { method: 'POST', url: `${flow.url}/webhooks/${id}`, headers: {}, body: '{}' };
    expect(await ask('dryRunConnection', { id, body: webhook })).toMatchObject({ verified: false });
    expect(await ask('changeConnection', { id, body: { name: 'Another' } })).toMatchObject({ name: 'Another' });
    expect((await ask('rotateConnection', { id })).secrets).toHaveLength(1);
    expect((await ask('listConnections')).items).toContainEqual(await ask('getConnection', { id }));
    await ask('removeConnection', { id });
  });

  it('the rest answers too', async () => {
    await ask('getHealth');
    await ask('getOpenApi');
    expect(await ask('getAutoAssignment')).toMatchObject({ enabled: true });
    await ask('createWorkspace', { body: { name: 'Another', timezone: 'Asia/Kolkata' } });
    const { items } = await ask('listWorkspaces');
    expect(await ask('getWorkspace', { id: items[0].id })).toEqual(items[0]);
    expect(await (await fetch(flow.url)).text()).toContain('<html');
  });
});

describe('permissions, both ways', () => {
  it('are looked at after every operation of the API has worked', () => {
    expect(asker.unasked()).toEqual([]);
  });

  it('nothing that a function did was refused', () => {
    expect(flow.stack.used.size).toBeGreaterThan(50);
    expect(flow.stack.denials).toEqual([]);
  });

  it('every action that a role grants was used, but for what AWS uses in its name', () => {
    const unused = flow.stack.wiring.functions.flatMap(unusedGrantsOf).filter(({ action }) => !Object.hasOwn(usedByAws, action));
    expect(unused.map(({ service, action, resource }) => `${service} may ${action} on ${resource}, and never does`)).toEqual([]);
  });

  it.each(Object.entries(usedByAws))('%s is granted and left to AWS: %s', (action) => {
    const granted = flow.stack.wiring.functions.flatMap(grantsOf).filter((grant) => grant.action === action);
    expect(granted).not.toEqual([]);
    expect(granted.filter(isUsed)).toEqual([]);
  });
});

type Granted = { functionName: string; service: string; action: string; resource: string };

function grantsOf({ name, environment, policies }: FunctionWiring): Granted[] {
  const service = environment.POWERTOOLS_SERVICE_NAME ?? name;
  return policies
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(({ actions, resources }) =>
      actions.flatMap((action) => resources.map((resource) => ({ functionName: name, service, action, resource }))),
    );
}

function unusedGrantsOf(fn: FunctionWiring): Granted[] {
  return grantsOf(fn).filter((grant) => !isUsed(grant));
}

function isUsed({ functionName, action, resource }: Granted): boolean {
  return [...flow.stack.used].some((used) => glob(`${functionName} ${action} ${resource}`, used));
}

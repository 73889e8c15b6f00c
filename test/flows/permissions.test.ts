import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { glob } from '../../local/iam/glob.ts';
import type { FunctionWiring } from '../../local/wiring.ts';
import type { Fault, ServiceCall } from '../../local/world.ts';
import { until } from '../local/until.ts';
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
let breaks: (call: ServiceCall) => boolean = () => false;
let ask: Asker['ask'];
let asha: string;
let ravi: string;

beforeAll(async () => {
  const failing = (call: ServiceCall) => (breaks(call) ? ({ kind: 'fail', when: 'before' } as const) : undefined);
  flow = await aStack({ world: { faultOf: (call) => lostAnswer(call) ?? failing(call) } });
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

/** The function whose next transaction takes effect and is answered with an error. */
let losesAnswer: RegExp | undefined;

function lostAnswer({ functionName, operation }: ServiceCall): Fault | undefined {
  if (operation !== 'TransactWriteItems' || !losesAnswer?.test(functionName)) return undefined;
  losesAnswer = undefined;
  return { kind: 'fail', when: 'after' };
}

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
    expect((await ask('getLeadHistory', { id: doesNot.id })).items).toHaveLength(4);
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

  it.each([
    ['the schedule', 'America/New_York', () => flow.stack.runSchedule('rollup').then(() => flow.stack.idle())],
    ['a manager', 'Asia/Kolkata', () => ask('rollUpNow')],
  ])('calls go to the days of another zone when these are rebuilt, by %s', async (_by, timezone, count) => {
    const [from, to] = [dayInIndia(new Date(Date.now() - 86_400_000)), dayInIndia(new Date(Date.now() + 86_400_000))];
    // Nobody's call, and then somebody's lead: a call that moves is not acted on a second time.
    const call = { callId: `early-${timezone}`, leadPhone: timezone === 'Asia/Kolkata' ? '+912212345678' : '+912212345679' };
    await standard.says({
      ...call,
      status: 'busy',
      direction: 'outbound',
      startedAt: new Date(`${dayInIndia()}T00:30:00+05:30`).toISOString(),
    });
    await flow.stack.idle();
    const lead = await ask('createLead', { body: { phone: call.leadPhone, owner: asha } });
    await ask('changeSettings', { body: { timezone } });
    expect((await ask('rebuildReports', { body: { from, to } })).days).toContain(dayInIndia());
    await count();
    await flow.stack.idle();
    expect((await ask('listLeadDecisions', { id: lead.id })).items).toEqual([]);
    const { items } = await ask('listCalls', { query: `from=${from}&to=${to}&limit=1000` });
    const dayThere = ({ startedAt }: Json) => new Intl.DateTimeFormat('en-CA', { timeZone: timezone }).format(new Date(startedAt));
    expect(items.map(({ day }: Json) => day)).toEqual(items.map(dayThere));
    expect(items.length).toBeGreaterThan(3);
  });

  it('managers see what was restated, how soon callers are answered and who was reached, and have days counted again', async () => {
    const today = dayInIndia();
    const span = `from=${today}&to=${today}`;
    await ask('listRestatements', { query: span });
    await ask('getServiceLevel', { query: span });
    expect((await ask('getReach', { query: 'by=tag' })).totals.leads).toBeGreaterThan(0);
    expect(await ask('rebuildReports', { body: { from: today, to: today } })).toEqual({ days: [today] });
    const { conversationSeconds } = await ask('changeSettings', { body: { conversationSeconds: 45 } });
    expect(conversationSeconds).toBe(45);
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

  it('a next contact is scheduled, read, moved, told when it is due, and done', async () => {
    const { id: lead } = await aLead();
    const { id } = await ask('scheduleFollowUp', { id: lead });
    expect(await ask('getFollowUp', { id })).toMatchObject({ state: 'upcoming', owner: { id: asha } });
    await ask('changeFollowUp', { id, body: { at: new Date(Date.now() + 3_000).toISOString() } });
    await until('the follow-up is due', async () => (await ask('getFollowUp', { id })).state === 'due');
    await flow.stack.runSchedule('sweep');
    await flow.stack.idle();
    expect((await ask('listFollowUps', { query: `owner=${asha}&state=due` })).items).toMatchObject([{ id }]);
    expect((await ask('listFollowUps')).items).toMatchObject([{ id }]);
    expect(await ask('changeFollowUp', { id, body: { state: 'done' } })).toMatchObject({ resolution: 'by-hand' });
  });

  it('a next contact that a dialler tells of is scheduled, and ends with the next conversation', async () => {
    const { id, phone } = await aLead();
    await ask('changeLead', { id, body: { status: 'not-interested' } });
    const said = { leadPhone: phone, direction: 'outbound', durationSeconds: 30 };
    await standard.says({ ...said, callId: 'agrees', status: 'Rescheduled', followUpAt: new Date(Date.now() + 1000).toISOString() });
    await flow.stack.idle();
    expect(await ask('getLead', { id })).toMatchObject({ status: 'followups', followUp: { at: expect.any(String) } });
    await standard.says({ ...said, callId: 'talks', status: 'completed' });
    await flow.stack.idle();
    expect(await ask('getLead', { id })).toMatchObject({ status: 'followups', followUp: null });
  });

  it('an agent’s log and what diallers tell of the same call are one call', async () => {
    const { id: leadId, phone } = await aLead();
    const about = { leadPhone: phone, direction: 'outbound' };
    const agent = { id: asha };
    const log = { leadId, status: 'Called', durationSeconds: 30, agent: asha };
    const first = await ask('logCall', { body: log });
    const told = await standard.says({ callId: 'told-late', status: 'completed', durationSeconds: 20, ...about, agent });
    expect(told.body.callId).toBe(first.id);
    // The agent is known late: until the stream is read these are two calls.
    await standard.says({ callId: 'nameless', status: 'completed', durationSeconds: 20, ...about });
    const second = await ask('logCall', { body: log });
    await standard.says({ callId: 'nameless', status: 'completed', durationSeconds: 21, ...about, agent });
    await flow.stack.idle();
    const { items } = await ask('listCalls', { query: `lead=${leadId}` });
    expect(items.map(({ id }: Json) => id).sort()).toEqual([first.id, second.id].sort());
  });

  it('a contact event of Amazon Connect is taken in from the default bus, onto its log, or set aside', async () => {
    const { id: leadId, phone } = await aLead();
    const instanceArn = 'arn:aws:connect:ap-south-1:123456789012:instance/i-1';
    await ask('createConnection', { body: { dialler: 'amazon-connect', name: 'Connect', secrets: [instanceArn] } });
    await ask('changeAgent', { id: asha, body: { externalIds: ['agent-7'] } });
    const { id } = await ask('logCall', { body: { leadId, status: 'Called', durationSeconds: 30, agent: asha } });
    const at = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const agentInfo = { agentArn: `${instanceArn}/agent/agent-7`, connectedToAgentTimestamp: at(-20) };
    const tells = (detail: object) =>
      flow.stack.awsTells({
        source: 'aws.connect',
        detailType: 'Amazon Connect Contact Event',
        detail: { contactId: 'k-1', channel: 'VOICE', instanceArn, initiationMethod: 'OUTBOUND', tags: { leadPhone: phone }, ...detail },
      });
    await tells({ eventType: 'INITIATED', contactId: 'k-2', initiationTimestamp: 'soon' });
    const connected = { connectedToSystemTimestamp: at(-25), agentInfo };
    await tells({ eventType: 'DISCONNECTED', initiationTimestamp: at(-30), disconnectTimestamp: at(0), ...connected });
    await flow.stack.idle();
    expect(await ask('getCall', { id })).toMatchObject({ externalId: 'k-1', status: 'Called', talkSeconds: 20, agent: { id: asha } });
    const [odd] = (await ask('listQuarantine')).items;
    expect(odd.why).toContain('initiationTimestamp is not a time');
  });

  it('a call whose ending never came is ended', async () => {
    const { externalId } = await aLostCall(flow);
    await flow.stack.runSchedule('sweep');
    await flow.stack.idle();
    const lost = (await ask('listCalls')).items.find((call: Json) => call.externalId === externalId);
    expect(lost).toMatchObject({ status: 'No Answer', reason: 'no-terminal-event' });
  });

  it('leads are imported from a file', async () => {
    const { phone } = await aLead();
    const file = `phone,owner\n${phone},Asha\n+919711111111,Asha\n+919711111112,\n12,\n`;
    expect(await ask('importLeads', { body: file })).toMatchObject({ imported: 2, duplicate: 1, errors: [{ line: 5, path: 'phone' }] });
    expect((await ask('listLeads', { query: 'q=97111%2011111' })).items).toMatchObject([{ owner: { id: asha } }]);
  });

  it('whoever has the number now that a lead has left is a lead of their own when they ring and nobody answers', async () => {
    const { id, phone } = await aLead();
    await ask('changeLead', { id, body: { phone: '+919700000001' } });
    await standard.says({ callId: `stranger-${id}`, leadPhone: phone, status: 'no-answer', direction: 'inbound' });
    await flow.stack.idle();
    const [stranger] = (await ask('listLeads', { query: `phone=${encodeURIComponent(phone)}` })).items;
    expect(stranger).toMatchObject({ status: 'missed', source: 'missed-call' });
    expect(await ask('getLead', { id })).toMatchObject({ status: 'assigned', phone: '+919700000001' });
  });

  it('leads are handed out by hand, at their time and as foreseen, also where the answer to a write is lost', async () => {
    const policy = { enabled: true, statuses: ['unassigned', 'not-picked', 'missed'] };
    await ask('putAutoAssignment', { body: policy });
    await ask('createLead', { body: { phone: '+919611111111' } });
    expect((await ask('simulateAutoAssignment')).assigned).toBeGreaterThan(0);
    await ask('simulateAutoAssignment', { body: { days: 1 } });
    losesAnswer = /Assign(?!OnTime)/;
    expect((await ask('runAutoAssignment')).assigned).toBeGreaterThan(0);

    const { id } = await ask('createLead', { body: { phone: '+919611111112' } });
    losesAnswer = /AssignOnTime/;
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
    await ask('putAutoAssignment', { body: { ...policy, runAt: clock.format(new Date()) } });
    await flow.stack.runSchedule('AssignOnTime');
    await flow.stack.idle();
    expect((await ask('getLead', { id })).owner).not.toBeNull();
    expect(losesAnswer).toBeUndefined();
    await ask('putAutoAssignment', { body: { enabled: true } });
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

  it('calls, a report and leads are written into files, which are fetched by their links', async () => {
    const span = { from: '2025-06-01', to: dayInIndia() };
    const kinds = [{ kind: 'calls', ...span }, { kind: 'report', from: span.to, to: span.to }, { kind: 'leads' }];
    for (const kind of kinds) {
      const { id } = await ask('createExport', { body: { ...kind, format: 'csv' } });
      await flow.stack.idle();
      const { state, url } = await ask('getExport', { id });
      expect(state).toBe('done');
      expect((await fetch(url)).status).toBe(200);
    }
    expect((await ask('listExports')).items).toHaveLength(kinds.length);
  });

  it('a file is made every day at its time, changed in what it holds, and no longer made', async () => {
    const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Kolkata', hour: '2-digit', minute: '2-digit' });
    const every = { every: 'day', at: clock.format(new Date()) };
    const { id } = await ask('createExportSchedule', { body: { kind: 'calls', name: 'Of yesterday', format: 'csv', ...every } });
    await flow.stack.runSchedule('ExportOnTime');
    await flow.stack.idle();
    const { lastRun } = await ask('getExportSchedule', { id });
    expect(await ask('getExport', { id: lastRun.export })).toMatchObject({ state: 'done', schedule: id });
    expect((await ask('listExports', { query: `schedule=${id}` })).items).toMatchObject([{ id: lastRun.export }]);
    expect(await ask('changeExportSchedule', { id, body: { tag: 'hot' } })).toMatchObject({ tag: 'hot' });
    expect((await ask('listExportSchedules')).items).toMatchObject([{ id }]);
    await ask('removeExportSchedule', { id });
  });

  it('a file that could not be stored is asked for again', async () => {
    breaks = ({ operation }) => operation === 'CreateMultipartUpload';
    const { id } = await ask('createExport', { body: { kind: 'leads', format: 'csv' } });
    await flow.stack.idle();
    breaks = () => false;
    expect(await ask('getExport', { id })).toMatchObject({ state: 'failed' });
    await ask('retryExport', { id });
    await flow.stack.idle();
    expect(await ask('getExport', { id })).toMatchObject({ state: 'done' });
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
    const { id } = await ask('createWorkspace', { body: { name: 'Another', timezone: 'Asia/Kolkata' } });
    await ask('removeWorkspace', { id });
    const { items } = await ask('listWorkspaces');
    expect(await ask('getWorkspace', { id: items[0].id })).toEqual(items[0]);
    expect(await ask('changeWorkspace', { id: items[0].id, body: { name: 'Renamed' } })).toMatchObject({ name: 'Renamed' });
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

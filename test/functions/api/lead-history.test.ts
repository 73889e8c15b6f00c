import { beforeEach, describe, expect, it } from 'vitest';
import { noteContact } from '../../../functions/follow-up/note-contact.ts';
import { callEventOf } from '../../../functions/publish/call-events.ts';
import { reassignLead } from '../../../functions/reassign/reassign-lead.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { aFact, aFrame, at } from '../../builders.ts';
import { aTeam } from './a-team.ts';

let team: Awaited<ReturnType<typeof aTeam>>;
let lead: string;

beforeEach(async () => {
  team = await aTeam();
  const body = { phone: '9811122333', owner: 'a_asha' };
  lead = (await team.call('POST', '/api/leads', { token: team.tokens.manager, body })).json.id;
});

const leadNow = async () => (await team.call('GET', `/api/leads/${lead}`, { token: team.tokens.manager })).json;

let corrections = 0;
/** Each a second after the one before. */
function correct(body: object) {
  corrections += 1;
  team.dependencies.now = () => at(corrections);
  return team.call('PATCH', '/api/calls/c_1', { token: team.tokens.agent, body });
}

const change = (body: object) => team.call('PATCH', `/api/leads/${lead}`, { token: team.tokens.manager, body });
const history = async () => (await team.call('GET', `/api/leads/${lead}/history`, { token: team.tokens.manager })).json.items;

/** Tells the functions behind the bus how a call of Asha's with the lead is by now. */
async function deliver(id: string): Promise<void> {
  const { dependencies } = team;
  const call = await dependencies.calls.get('w_1', id);
  const detail = call && callEventOf({ before: undefined, after: call })?.detail;
  if (!call || !detail) throw new Error('there is no such call');
  const read = { ...dependencies, directory: (workspace: string) => dependencies.workspaces.directory(workspace) };
  if (call.call.talkSeconds === 0) await reassignLead(detail, read);
  if (call.call.connected) await noteContact(detail, dependencies);
}

async function rings(said: Partial<Fact>, id = 'c_1', seconds = -3000): Promise<void> {
  const frame = aFrame({ leadId: lead });
  const about = { agent: { id: 'a_asha', branch: 'br_north' }, leadPhone: '+919811122333', direction: 'outbound' as const };
  const known = await team.dependencies.calls.get('w_1', id);
  const fact = aFact({ ...about, startedAt: at(seconds), endedAt: at(seconds + 60), ...said });
  const facts = [...(known?.facts ?? []), fact];
  const more = { workspace: 'w_1', connection: 'cn_1', externalId: id, frame, facts };
  await team.dependencies.calls.save({ id, version: facts.length, ...more, call: callFrom(facts, frame) });
  await deliver(id);
}

describe('a correction of a call', () => {
  it('gives the lead back the status that it had before', async () => {
    await rings({ signal: 'no-answer' });
    expect(await leadNow()).toMatchObject({ status: 'not-picked' });
    await correct({ status: 'Called', durationSeconds: 60 });
    expect(await leadNow()).toMatchObject({ status: 'assigned' });
  });

  it('does so too where no talk time is said with it', async () => {
    await rings({ signal: 'no-answer' });
    await correct({ status: 'Called' });
    expect(await leadNow()).toMatchObject({ status: 'assigned' });
  });

  it('that says another unanswered ending gives it the status of that one', async () => {
    await rings({ signal: 'no-answer' });
    await correct({ status: 'Missed' });
    await deliver('c_1');
    expect(await leadNow()).toMatchObject({ status: 'missed' });
  });

  it.each([
    ['a person', () => change({ status: 'interested' }), 'interested'],
    ['a person who says the same', () => change({ status: 'not-picked' }), 'not-picked'],
    ['another call', () => rings({ signal: 'missed', direction: 'inbound' }, 'c_2', -1000), 'missed'],
    ['another attempt that was not answered', () => rings({ signal: 'busy' }, 'c_2', -1000), 'not-picked'],
  ])('leaves what %s made of it later', async (_who, later, status) => {
    await rings({ signal: 'no-answer' });
    await later();
    await correct({ status: 'Called', durationSeconds: 60 });
    await deliver('c_1');
    expect(await leadNow()).toMatchObject({ status });
  });

  it('takes back what the agent said of the lead with it, and not when it says the same of the call', async () => {
    await rings({ signal: 'called', talkSeconds: 40 });
    await correct({ status: 'Called', leadStatus: 'interested' });
    await correct({ status: 'Called', note: 'keen' });
    expect(await leadNow()).toMatchObject({ status: 'interested' });
    await correct({ status: 'No Answer', durationSeconds: 0 });
    expect(await leadNow()).toMatchObject({ status: 'not-picked' });
  });

  it('may say another status of the lead, and take that back too', async () => {
    await rings({ signal: 'no-answer' });
    await correct({ status: 'Called', durationSeconds: 50, leadStatus: 'interested' });
    expect(await leadNow()).toMatchObject({ status: 'interested' });
    await correct({ status: 'Busy', durationSeconds: 0 });
    expect(await leadNow()).toMatchObject({ status: 'not-picked' });
  });

  it('of a Follow up gives back the status of before', async () => {
    await change({ status: 'interested' });
    await rings({ signal: 'called', talkSeconds: 40 });
    await correct({ status: 'Follow up', followUp: { at: at(86_400) } });
    expect(await leadNow()).toMatchObject({ status: 'followups' });
    await correct({ status: 'Called' });
    expect(await leadNow()).toMatchObject({ status: 'interested', followUp: null });
  });
});

describe('a real ending that comes late', () => {
  it('gives the lead back the status that it had before', async () => {
    await rings({ signal: 'unanswered' });
    expect(await leadNow()).toMatchObject({ status: 'not-picked', attempts: 1, lastConnectedAt: null });
    await rings({ signal: 'completed', talkSeconds: 70 });
    expect(await leadNow()).toMatchObject({ status: 'assigned', attempts: 1, lastConnectedAt: at(-3000) });
  });

  it('that was a missed call makes it Missed, though it was decided on before', async () => {
    await rings({ signal: 'unanswered' });
    await correct({ status: 'Missed' });
    await deliver('c_1');
    await deliver('c_1');
    expect(await leadNow()).toMatchObject({ status: 'missed' });
    expect((await history()).filter(({ kind }: { kind: string }) => kind === 'decision')).toHaveLength(1);
  });
});

describe('the history of a lead', () => {
  it.each(['history', 'decisions'])('is read page by page, each entry once (%s)', async (list) => {
    await rings({ signal: 'no-answer' });
    await change({ status: 'interested' });
    const page = async (query: string) =>
      (await team.call('GET', `/api/leads/${lead}/${list}?${query}`, { token: team.tokens.manager })).json;
    const { items: all, next } = await page('limit=1000');
    expect([all.length, next]).toEqual([list === 'history' ? 5 : 1, null]);
    const read: unknown[] = [];
    for (let cursor = ''; ; ) {
      const { items, next: more } = await page(`limit=1${cursor}`);
      read.push(...items);
      if (more === null) break;
      cursor = `&cursor=${more}`;
    }
    expect(read).toEqual(all);
  });

  it('tells every change with who or what made it, newest first', async () => {
    await rings({ signal: 'no-answer' });
    await change({ owner: 'a_ravi' });
    await change({ status: 'interested', name: 'Anu' });
    await change({ name: 'Anu R' });
    const entries = await history();
    const manager = { id: 't_w_1_manager', name: 'manager' };
    const person = { kind: 'person', token: manager, call: null, decision: null, import: null };
    expect(entries.filter(({ kind }: { kind: string }) => kind === 'change')).toEqual([
      { kind: 'change', at: at(), by: person, status: { from: 'not-picked', to: 'interested' }, owner: null },
      {
        ...{ kind: 'change', at: at(), by: person, status: null },
        owner: { from: { id: 'a_asha', name: 'Asha' }, to: { id: 'a_ravi', name: 'Ravi' } },
      },
      {
        ...{ kind: 'change', at: at(), status: { from: 'assigned', to: 'not-picked' }, owner: null },
        by: { kind: 'call', token: null, call: 'c_1', decision: null, import: null },
      },
    ]);
    expect(entries.map(({ kind }: { kind: string }) => kind)).toEqual(['decision', 'change', 'change', 'change', 'created', 'call']);
    expect(entries.find(({ kind }: { kind: string }) => kind === 'created').by).toEqual(person);
  });

  it('tells what an agent said with a call, and under which token', async () => {
    await rings({ signal: 'called', talkSeconds: 40 });
    await correct({ status: 'Called', leadStatus: 'not-interested' });
    expect((await history()).find(({ kind }: { kind: string }) => kind === 'change')).toMatchObject({
      status: { from: 'assigned', to: 'not-interested' },
      by: { kind: 'call', call: 'c_1', token: { id: 't_w_1_agent' } },
    });
  });

  it('tells which import or which missed call made it, also when the token is gone', async () => {
    const { call, tokens } = team;
    await call('POST', '/api/leads/import', { token: tokens.manager, rawBody: 'phone\n9811122334' });
    await call('DELETE', '/api/tokens/t_w_1_manager', { token: tokens.admin });
    const [imported] = (await call('GET', '/api/leads?phone=9811122334', { token: tokens.admin })).json.items;
    const { items } = (await call('GET', `/api/leads/${imported.id}/history`, { token: tokens.admin })).json;
    expect(items).toMatchObject([
      { kind: 'created', by: { kind: 'import', import: expect.stringMatching(/^im_/), token: { id: 't_w_1_manager' } } },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Json } from '../../flows/a-client.ts';
import { reportFromCalls } from '../../shared/domain/report-oracle.ts';
import { type Evidence, findings } from './invariants.ts';
import { inventedCalls, type ToldCall } from './invented-calls.ts';

const settings = { timezone: 'Asia/Kolkata', conversationSeconds: 30, missedReturnHours: 24 };
const agents = new Map([['asha@example.com', 'a_1']]);
const days = { from: '2026-11-15', to: '2026-11-23' };

/** What a stack would show that took in 40 calls and lost, doubled and altered nothing. */
function flawless(): Evidence {
  const leads = [{ phone: '+919820000000', tags: ['hot'] }];
  const next = inventedCalls({ leads, agentEmails: [...agents.keys()] }, { seed: 7, now: Date.parse('2026-11-22T12:00:00Z') });
  const told = Array.from({ length: 40 }, next);
  const calls = told.map(shown);
  const decisions = told.flatMap(({ decisions: [many], externalId }) => (many === 1 ? [{ callId: `c_${externalId}` }] : []));
  const counted = told.map((call) => ({
    ...{ id: call.externalId, day: dayOf(call.startedAt), ended: true, branch: null, department: null, campaign: null },
    ...{ ...call, tags: call.lead.tags, leadId: call.lead.phone, agent: agentOf(call) },
  }));
  const report = reportFromCalls(counted, { ...days, interval: 'day', by: 'agent', filters: {} }, settings);
  const owned = [{ owner: { id: 'a_1' }, status: 'assigned' }, { owner: { id: 'a_1' }, status: 'customer' }, { owner: null, status: 'missed' }]; // biome-ignore format: a table
  return {
    told,
    deliveries: told.flatMap(({ webhooks, externalId }) =>
      webhooks.map((webhook) => ({ webhook, attempts: 1, callId: `c_${externalId}`, result: 'recorded' })),
    ),
    there: {
      calls,
      leads: owned,
      decisionsOf: new Map([['l_1', decisions]]),
      reports: new Map([['agent', report]]),
      settings,
      quarantined: 0,
    },
    loads: new Map([['a_1', 1]]),
    team: { agents },
    days,
  };
}

function shown({ webhooks, lead, decisions: _, ...call }: ToldCall): Json {
  const facts = webhooks.map(() => ({}));
  const agent = agentOf(call) && { id: agentOf(call) };
  const who = { agent, lead: { id: 'l_1', phone: lead.phone }, tags: [...lead.tags] };
  return { ...call, ...who, id: `c_${call.externalId}`, connected: call.talkSeconds > 0, facts };
}

function agentOf({ agentEmail }: Pick<ToldCall, 'agentEmail'>): string | null {
  return agentEmail && (agents.get(agentEmail) ?? null);
}

function dayOf(instant: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: settings.timezone }).format(new Date(instant));
}

function violated(evidence: Evidence): string[] {
  return findings(evidence).flatMap(({ invariant, violations }) => (violations.length > 0 ? [invariant] : []));
}

const first = (evidence: Evidence): Json => evidence.there.calls[0];

describe('the invariants', () => {
  it('hold where nothing went wrong', () => {
    expect(violated(flawless())).toEqual([]);
    expect(findings(flawless()).map(({ checked }) => checked)).not.toContain(0);
  });

  it.each<[what: string, spoil: (evidence: Evidence) => Partial<Evidence> | Json, invariant: string]>([
    [
      'a call is lost',
      ({ there }) => ({ there: { ...there, calls: there.calls.slice(1) } }),
      'every acknowledged webhook is on exactly one call',
    ],
    [
      'a call is there twice',
      (evidence) => ({ there: { ...evidence.there, calls: [...evidence.there.calls, { ...first(evidence), id: 'c_twin' }] } }),
      'every acknowledged webhook is on exactly one call',
    ],
    [
      'a webhook was never answered',
      ({ deliveries: [one, ...others] }) => ({ deliveries: [{ ...one, callId: undefined }, ...others] }),
      'every webhook was acknowledged in the end',
    ],
    [
      'a status is another',
      (evidence) => void Object.assign(first(evidence), { status: 'Rescheduled' }),
      'each call equals the fold of what was sent',
    ],
    [
      'talk time is another',
      (evidence) => void Object.assign(first(evidence), { talkSeconds: 7777 }),
      'each call equals the fold of what was sent',
    ],
    ['a fact is doubled', (evidence) => void first(evidence).facts.push({}), 'each call equals the fold of what was sent'],
    [
      'a call is there that nobody sent',
      (evidence) => ({ there: { ...evidence.there, calls: [...evidence.there.calls, { ...first(evidence), externalId: 'x' }] } }),
      'nothing is there that nobody sent',
    ],
    [
      'decisions are lost',
      ({ there }) => ({ there: { ...there, decisionsOf: new Map() } }),
      'each recyclable outcome has exactly one decision',
    ],
    [
      'decisions are doubled',
      ({ there }) => ({ there: { ...there, decisionsOf: new Map([...there.decisionsOf].map(([id, made]) => [id, [...made, ...made]])) } }),
      'each recyclable outcome has exactly one decision',
    ],
    ['a load drifted', () => ({ loads: new Map([['a_1', 2]]) }), 'the load of each agent equals the leads that they own'],
    [
      'a call is counted twice',
      ({ there }) => void Object.assign(there.reports.get('agent').totals, { calls: 41 }),
      'reports equal what the calls that were sent come to',
    ],
    ['a row is missing', ({ there }) => void there.reports.get('agent').rows.pop(), 'reports equal what the calls that were sent come to'],
    ['a webhook is in quarantine', ({ there }) => ({ there: { ...there, quarantined: 1 } }), 'no genuine webhook is in quarantine'],
  ])('show that %s', (_what, spoil, invariant) => {
    const evidence = flawless();
    expect(violated({ ...evidence, ...spoil(evidence) })).toContain(invariant);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localTimeOf, weekdayOf } from '../../../shared/domain/business-day.ts';
import { decideReassignment } from '../../../shared/domain/decide-reassignment.ts';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import { leadAfter } from '../../../shared/domain/lead-after.ts';
import { loadedAgent } from '../../../shared/domain/lead-load.ts';
import { leadStatusAfter } from '../../../shared/domain/lead-status-after.ts';
import { assignmentPlan, byWaiting } from '../../../shared/domain/plan-assignment.ts';
import type { AgentLoad, Decision } from '../../../shared/domain/reassignment.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { Agent, AssignmentPolicy } from '../../../shared/domain/workspace.ts';
import { aLead, anAgent, aPolicy, aReportCall, at } from '../../builders.ts';

const timezone = 'Asia/Kolkata';
const zones = [null, 'Europe/London', 'America/New_York'];

/** Leads, agents and a policy, and what happens to them one after another. Every decision is held against the policy's promises. */
type World = { leads: Lead[]; calls: Map<string, ReportCall[]>; agents: Agent[]; policy: AssignmentPolicy; now: string };

type Step =
  | { kind: 'unanswered' | 'conversation'; lead: number }
  | { kind: 'run' }
  | { kind: 'later'; minutes: number }
  | { kind: 'shift'; agent: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('unanswered' as const), lead: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('conversation' as const), lead: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'run' as const }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('later' as const), minutes: fc.integer({ min: 1, max: 900 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('shift' as const), agent: fc.nat(4) }) },
);

const world: fc.Arbitrary<World> = fc
  .record({
    afterAttempts: fc.integer({ min: 1, max: 2 }),
    cooldownMinutes: fc.constantFrom(0, 30, 600),
    excludePrevious: fc.nat(3),
    maxRecycles: fc.nat(3),
    callingHours: fc.constantFrom(
      null,
      { start: '10:00', end: '19:00', days: [1, 2, 3, 4, 5] },
      { start: '00:00', end: '23:59', days: [7] },
    ),
    agents: fc.array(fc.record({ leadCap: fc.option(fc.nat(4)), weight: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 5 }),
    owned: fc.array(fc.option(fc.nat(4)), { minLength: 6, maxLength: 6 }),
  })
  .map(({ agents, owned, ...policy }) => {
    const crew = agents.map((fields, index) => anAgent(`a_${index}`, fields));
    return {
      agents: crew,
      policy: aPolicy({ ...policy, statuses: ['not-picked', 'missed', 'unassigned'] }),
      leads: owned.map((index, n) => firstLead(n, index === null ? null : (crew[index]?.id ?? null))),
      calls: new Map(),
      now: at(),
    };
  });

function firstLead(n: number, owner: string | null): Lead {
  const owned = { owner, status: owner === null ? 'unassigned' : 'assigned', assignedAt: owner === null ? null : at(-3600) };
  return aLead({ id: `l_${n}`, timezone: zones[n % zones.length] ?? null, ...owned });
}

function loadsOf({ leads, agents }: World): AgentLoad[] {
  return agents.map(({ id }) => ({ agentId: id, load: leads.filter((lead) => loadedAgent(lead) === id).length, lastGivenAt: null }));
}

function callOf(world: World, lead: Lead, talkSeconds: number): Lead {
  world.now = plusSeconds(world.now, 60);
  const status = talkSeconds > 0 ? 'Called' : 'No Answer';
  const call = aReportCall({ leadId: lead.id, startedAt: world.now, endedAt: world.now, talkSeconds, status });
  const calls = [...(world.calls.get(lead.id) ?? []), call];
  world.calls.set(lead.id, calls);
  const connected = talkSeconds > 0 ? { lastConnectedAt: world.now } : {};
  return { ...lead, ...connected, lastCallAt: world.now, status: leadStatusAfter(lead.status, calls) };
}

function put(world: World, lead: Lead): void {
  world.leads = world.leads.map((one) => (one.id === lead.id ? lead : one));
}

/** Carries a decision out, and holds it against everything that was promised. */
function carryOut(world: World, lead: Lead, decision: Decision): void {
  const { policy, agents, now } = world;
  const after = leadAfter(lead, decision, now);
  if ('to' in decision) {
    const agent = agents.find(({ id }) => id === decision.to);
    const load = loadsOf(world).find(({ agentId }) => agentId === decision.to)?.load ?? 0;
    expect([lead.owner, ...lead.owners.slice(0, policy.excludePrevious)]).not.toContain(decision.to);
    expect(agent?.working).toBe(true);
    expect(load).toBeLessThan(agent?.leadCap ?? Number.POSITIVE_INFINITY);
    expect(isCallable(lead, world)).toBe(true);
    expect(policy.statuses).toContain(lead.status);
    if (lead.owner !== null) {
      expect(isSpokenTo(lead, world)).toBe(false);
      expect(now >= plusSeconds(lead.assignedAt ?? now, policy.cooldownMinutes * 60)).toBe(true);
    }
  }
  if (decision.kind === 'pooled') expect(after.owner).toBeNull();
  else if (!('to' in decision)) expect(after.owner).toBe(lead.owner);
  expect(after.recycles).toBeLessThanOrEqual(Math.max(policy.maxRecycles, lead.recycles));
  put(world, after);
}

function isCallable({ timezone: own }: Lead, { policy: { callingHours }, now }: World): boolean {
  if (callingHours === null) return true;
  // Numbers of these leads are Indian.
  const { day, hour, minute } = localTimeOf(now, own ?? timezone);
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
  return callingHours.days.includes(weekdayOf(day)) && time >= callingHours.start && time < callingHours.end;
}

function isSpokenTo({ id, assignedAt }: Lead, { calls }: World): boolean {
  return (calls.get(id) ?? []).some((call) => call.talkSeconds > 0 && call.startedAt >= (assignedAt ?? ''));
}

const doing = {
  unanswered: (world: World, lead: Lead) => {
    const { policy, agents, calls } = world;
    const touched = callOf(world, lead, 0);
    put(world, touched);
    const question = { lead: touched, calls: calls.get(lead.id) ?? [], policy, agents, loads: loadsOf(world), timezone };
    const { decision } = decideReassignment({ ...question, now: world.now, after: 'outcome' });
    expect(decideReassignment({ ...structuredClone(question), now: world.now, after: 'outcome' }).decision).toEqual(decision);
    carryOut(world, touched, decision);
  },
  conversation: (world: World, lead: Lead) => put(world, callOf(world, lead, 60)),
};

function run(world: World): void {
  const { policy, agents, now } = world;
  const plan = assignmentPlan({ policy, agents, loads: loadsOf(world), timezone, now });
  for (const lead of byWaiting(world.leads.filter(({ status }) => policy.statuses.includes(status)))) {
    const { decision, load } = plan(lead, world.calls.get(lead.id) ?? []);
    if ('to' in decision) expect(load).toBe(loadsOf(world).find(({ agentId }) => agentId === decision.to)?.load);
    carryOut(world, lead, decision);
  }
}

function take(world: World, step: Step): void {
  switch (step.kind) {
    case 'run':
      run(world);
      return;
    case 'later':
      world.now = plusSeconds(world.now, step.minutes * 60);
      return;
    case 'shift':
      world.agents = world.agents.map((agent, index) => (index === step.agent ? { ...agent, working: !agent.working } : agent));
      return;
    default: {
      const lead = world.leads[step.lead];
      if (lead) doing[step.kind](world, lead);
    }
  }
}

describe('auto-assignment, whatever happens', () => {
  it('keeps every promise of its policy', () => {
    fc.assert(
      fc.property(world, fc.array(step, { minLength: 1, maxLength: 40 }), (given, steps) => {
        const now = structuredClone(given);
        for (const one of steps) take(now, one);
      }),
      { numRuns: 400 },
    );
  });

  it('lets no lead starve: with room for everybody, a run leaves none without an agent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 7 }), (leads, crew) => {
        const agents = Array.from({ length: crew }, (_, index) => anAgent(`a_${index}`, { leadCap: Math.ceil(leads / crew) }));
        const waiting = Array.from({ length: leads }, (_, n) => firstLead(n, null));
        const plan = assignmentPlan({ policy: aPolicy({ statuses: ['unassigned'] }), agents, loads: [], timezone, now: at() });
        expect(waiting.filter((lead) => plan(lead, []).decision.kind !== 'assigned')).toEqual([]);
      }),
    );
  });

  it('serves who waits longest first, where there is not room for all', () => {
    const waiting = [3, 1, 2].map((n) => aLead({ id: `l_${n}`, owner: null, status: 'unassigned', createdAt: at(n) }));
    const rung = aLead({ id: 'l_rung', lastCallAt: at(0), createdAt: at(-9000) });
    expect(byWaiting([...waiting, rung]).map(({ id }) => id)).toEqual(['l_rung', 'l_1', 'l_2', 'l_3']);
    const agents = [anAgent('a_1', { leadCap: 2 })];
    const plan = assignmentPlan({ policy: aPolicy({ statuses: ['unassigned'] }), agents, loads: [], timezone, now: at(60) });
    expect(byWaiting(waiting).map((lead) => plan(lead, []).decision.kind)).toEqual(['assigned', 'assigned', 'deferred']);
  });

  it('moves no lead on that a run has just given to its first agent', () => {
    const agents = [anAgent('a_1'), anAgent('a_2')];
    const missed = aReportCall({ status: 'Missed', direction: 'inbound' });
    const lead = aLead({ owner: null, status: 'missed', lastCallAt: at(), createdAt: at(60), assignedAt: null });
    const policy = aPolicy();
    const first = assignmentPlan({ policy, agents, loads: [], timezone, now: at(60) })(lead, [missed]);
    expect(first.decision).toMatchObject({ kind: 'assigned', to: 'a_1' });
    const after = leadAfter(lead, first.decision, at(60));
    const again = assignmentPlan({ policy, agents, loads: [], timezone, now: at(61) })(after, [missed]);
    expect(again.decision).toMatchObject({ kind: 'kept', reason: 'too-few-attempts' });
  });
});

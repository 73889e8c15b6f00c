import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideReassignment, type ReassignmentQuestion } from '../../../shared/domain/decide-reassignment.ts';
import { leadAfter } from '../../../shared/domain/lead-after.ts';
import type { AgentLoad } from '../../../shared/domain/reassignment.ts';
import { aFollowUp, aLead, anAgent, aPolicy, aReportCall, at } from '../../builders.ts';

const agents = [anAgent('a_asha'), anAgent('a_ravi'), anAgent('a_tara')];

function decide(question: Partial<ReassignmentQuestion> = {}) {
  return decided(question).decision;
}

function decided(question: Partial<ReassignmentQuestion>) {
  return decideReassignment({
    lead: aLead(),
    calls: [aReportCall()],
    policy: aPolicy(),
    agents,
    loads: [],
    timezone: 'Asia/Kolkata',
    now: at(60),
    after: 'outcome',
    ...question,
  });
}

const load = (agentId: string, count: number, lastGivenAt: string | null = null): AgentLoad => ({ agentId, load: count, lastGivenAt });

describe('decideReassignment', () => {
  it.each<[string, Partial<ReassignmentQuestion>, object]>([
    ['gives a lead that did not pick up to another agent', {}, { kind: 'reassigned', to: 'a_ravi', reason: 'not-picked-up' }],
    ['gives on a lead that nobody picked up for', { lead: aLead({ status: 'missed' }) }, { kind: 'reassigned', reason: 'missed-call' }],
    ['keeps every lead while it is off', { policy: aPolicy({ enabled: false }) }, { kind: 'kept', reason: 'policy-off' }],
    [
      'keeps a lead in a status that is not recycled',
      { lead: aLead({ status: 'interested' }) },
      { kind: 'kept', reason: 'status-not-recycled' },
    ],
    [
      'keeps a lead with an open follow-up',
      { lead: aLead({ followUp: aFollowUp({ at: at(900) }) }) },
      { kind: 'kept', reason: 'open-follow-up' },
    ],
    [
      'keeps a lead while somebody has spoken to it',
      { calls: [aReportCall({ talkSeconds: 40, status: 'Called' }), aReportCall({ startedAt: at(30) })] },
      { kind: 'kept', reason: 'spoken-to' },
    ],
    [
      'keeps a lead whose conversation the index of its calls does not show yet',
      { lead: aLead({ lastConnectedAt: at(-10) }) },
      { kind: 'kept', reason: 'spoken-to' },
    ],
    [
      'gives on a lead that only an owner before spoke to',
      { lead: aLead({ owners: ['a_asha', 'a_tara'], lastConnectedAt: at(-7000) }) },
      { kind: 'reassigned', to: 'a_ravi' },
    ],
    ['keeps a lead until its attempts are made', { policy: aPolicy({ afterAttempts: 2 }) }, { kind: 'kept', reason: 'too-few-attempts' }],
    [
      'counts only attempts since the present owner has it',
      { lead: aLead({ owners: ['a_asha', 'a_tara'], assignedAt: at(45) }) },
      { kind: 'kept', reason: 'too-few-attempts' },
    ],
    [
      'counts a call of the first owner who was given the lead after it began',
      { lead: aLead({ assignedAt: at(45) }) },
      { kind: 'reassigned', reason: 'not-picked-up' },
    ],
    [
      'counts it no second time in a run',
      { lead: aLead({ assignedAt: at(45) }), after: 'run' },
      { kind: 'kept', reason: 'too-few-attempts' },
    ],
    [
      'counts it in a run while its decision is still open',
      { lead: aLead({ assignedAt: at(45), deferredUntil: at(50) }), after: 'run' },
      { kind: 'reassigned', reason: 'not-picked-up' },
    ],
    [
      'leaves a lead that was given on too often to a person',
      { lead: aLead({ recycles: 3 }) },
      { kind: 'pooled', reason: 'recycled-too-often' },
    ],
    [
      'waits until the lead has cooled down',
      { policy: aPolicy({ cooldownMinutes: 90 }) },
      { kind: 'deferred', reason: 'cooling-down', until: at(1800) },
    ],
    [
      'waits for the calling hours of the zone',
      { policy: aPolicy({ callingHours: { start: '09:00', end: '15:00', days: [1, 2, 3, 4, 5] } }) },
      { kind: 'deferred', reason: 'outside-calling-hours', until: '2026-11-23T03:30:00.000Z' },
    ],
    [
      'waits for the calling hours of the zone that the lead is in',
      {
        policy: aPolicy({ callingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5, 6, 7] } }),
        lead: aLead({ timezone: 'America/New_York' }),
      },
      { kind: 'deferred', reason: 'outside-calling-hours', until: '2026-11-22T14:00:00.000Z' },
    ],
    [
      'waits a day at a time where the calling hours hold no moment',
      { policy: aPolicy({ callingHours: { start: '09:00', end: '18:00', days: [] } }) },
      { kind: 'deferred', reason: 'outside-calling-hours', until: at(60 + 24 * 3600) },
    ],
    [
      'defers where nobody is in scope',
      { policy: aPolicy({ scope: { branches: ['b_x'] } }) },
      { kind: 'deferred', reason: 'nobody-in-scope' },
    ],
    [
      'defers where nobody is working',
      { agents: agents.map((agent) => ({ ...agent, working: false })) },
      { kind: 'deferred', reason: 'nobody-working' },
    ],
    [
      'defers where everybody had it before',
      { agents: agents.slice(0, 2), lead: aLead({ owners: ['a_asha', 'a_ravi'] }), calls: [aReportCall()] },
      { kind: 'deferred', reason: 'all-previous-owners' },
    ],
    [
      'defers where everybody is at the cap',
      { agents: agents.map((agent) => ({ ...agent, leadCap: 0 })) },
      { kind: 'deferred', reason: 'all-at-cap', detail: 'agents at cap: ravi 0/0, tara 0/0' },
    ],
    [
      'hands out a lead without an owner',
      { lead: aLead({ owner: null, status: 'missed' }) },
      { kind: 'assigned', reason: 'without-owner' },
    ],
    [
      'leaves a pooled lead to a person',
      { lead: aLead({ owner: null, owners: ['a_asha'], recycles: 3 }) },
      { kind: 'kept', reason: 'recycled-too-often' },
    ],
    [
      'hands out a lead that nobody ever had, though no lead may be recycled',
      { lead: aLead({ owner: null, status: 'missed' }), policy: aPolicy({ maxRecycles: 0 }) },
      { kind: 'assigned', reason: 'without-owner' },
    ],
    [
      'gives a lead back to who had it before the present owner, where only that one is excluded',
      { agents: agents.slice(0, 2), lead: aLead({ owners: ['a_asha', 'a_ravi'] }), policy: aPolicy({ excludePrevious: 1 }) },
      { kind: 'reassigned', to: 'a_ravi' },
    ],
    [
      'never gives a lead to who has it, though nobody is excluded',
      { agents: agents.slice(0, 1), policy: aPolicy({ excludePrevious: 0 }) },
      { kind: 'deferred', reason: 'all-previous-owners' },
    ],
    ['prefers the lowest load', { loads: [load('a_ravi', 4), load('a_tara', 3)] }, { to: 'a_tara' }],
    [
      'weighs the load',
      { agents: [anAgent('a_ravi', { weight: 2 }), anAgent('a_tara')], loads: [load('a_ravi', 5), load('a_tara', 3)] },
      { to: 'a_ravi' },
    ],
    ['lets who waited longest go first among equals', { loads: [load('a_ravi', 3, at(5)), load('a_tara', 3, at(1))] }, { to: 'a_tara' }],
  ])('%s', (_fact, question, decision) => {
    expect(decide(question)).toMatchObject(decision);
  });

  const status = fc.constantFrom('not-picked', 'missed', 'interested', 'unassigned');
  const crew = fc.array(
    fc.record({ working: fc.boolean(), leadCap: fc.option(fc.nat(4)), weight: fc.integer({ min: 1, max: 3 }), load: fc.nat(5) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );

  it('never gives a lead back to its last owners, over a cap, to who is not working, or too often', () => {
    fc.assert(
      fc.property(
        crew,
        status,
        fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }),
        fc.nat(3),
        fc.nat(5),
        (people, leadStatus, before, previous, recycles) => {
          const crewed = people.map(({ working, leadCap, weight }, index) => anAgent(`a_${index}`, { working, leadCap, weight }));
          const loads = people.map((person, index) => load(`a_${index}`, person.load));
          const owners = before.map((index) => `a_${index}`);
          const lead = aLead({ owner: owners[0] ?? null, owners, status: leadStatus, recycles });
          const policy = aPolicy({ excludePrevious: previous, maxRecycles: 2 });
          const decision = decide({ agents: crewed, loads, lead, policy });
          if (decision.kind !== 'reassigned') return;
          const index = Number(decision.to.slice(2));
          expect([lead.owner, ...owners.slice(0, previous)]).not.toContain(decision.to);
          expect(people[index]?.working).toBe(true);
          expect(people[index]?.load).toBeLessThan(people[index]?.leadCap ?? Number.POSITIVE_INFINITY);
          expect(recycles).toBeLessThan(2);
          expect(policy.statuses).toContain(leadStatus);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('says who was passed over and why, with the numbers', () => {
    const crewed = [anAgent('a_asha', { leadCap: 40 }), anAgent('a_ravi'), anAgent('a_meena', { weight: 2 })];
    const lead = aLead({ owner: 'a_ravi' });
    expect(decide({ agents: crewed, lead, loads: [load('a_asha', 40), load('a_ravi', 3), load('a_meena', 12)] })).toMatchObject({
      to: 'a_meena',
      detail: 'skipped: asha is at the cap 40/40, ravi has it; given to meena: load 12 of weight 2',
    });
  });

  it.each([
    [0, 'a_ravi', 0],
    [1, 'a_tara', 0],
    [2, 'a_ravi', 1],
    [3, 'a_tara', 1],
    [9, 'a_tara', 1],
  ])('comes after %i others that are made at this moment: to %s, who may have %i by then', (ahead, to, load) => {
    const crewed = agents.map((agent) => ({ ...agent, leadCap: 2 }));
    expect(decided({ agents: crewed, ahead })).toMatchObject({ decision: { to }, load });
  });

  it('is the same for the same question', () => {
    const question = { loads: [load('a_ravi', 4), load('a_tara', 4)] };
    expect(decide(question)).toEqual(decide(structuredClone(question)));
  });
});

describe('leadAfter', () => {
  it('keeps the status of a lead that is given on, and remembers who had it', () => {
    const after = leadAfter(aLead({ status: 'missed' }), { kind: 'reassigned', to: 'a_ravi', reason: 'missed-call', detail: '' }, at(60));
    expect(after).toMatchObject({
      status: 'missed',
      owner: 'a_ravi',
      owners: ['a_ravi', 'a_asha'],
      recycles: 1,
      assignedAt: at(60),
      version: 2,
    });
  });

  it('makes an unassigned lead assigned, which is no recycling', () => {
    const lead = aLead({ status: 'unassigned', owner: null });
    const after = leadAfter(lead, { kind: 'assigned', to: 'a_ravi', reason: 'without-owner', detail: '' }, at(60));
    expect(after).toMatchObject({ status: 'assigned', owner: 'a_ravi', recycles: 0 });
  });

  it('takes a pooled lead from its owner', () => {
    expect(leadAfter(aLead(), { kind: 'pooled', reason: 'recycled-too-often', detail: '' }, at(60))).toMatchObject({ owner: null });
  });

  it('leaves a deferred lead with its owner until then', () => {
    const after = leadAfter(aLead(), { kind: 'deferred', until: at(900), reason: 'all-at-cap', detail: '' }, at(60));
    expect(after).toMatchObject({ owner: 'a_asha', deferredUntil: at(900) });
  });
});

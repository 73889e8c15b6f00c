import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { agentQueue } from '../../../shared/domain/agent-queue.ts';
import type { AgentLoad } from '../../../shared/domain/reassignment.ts';
import type { Agent } from '../../../shared/domain/workspace.ts';
import { anAgent, at } from '../../builders.ts';

const anywhere = { scope: null };
const nobodyHas = { previous: [], owner: null };
const load = (agentId: string, count: number): AgentLoad => ({ agentId, load: count, lastGivenAt: null });

/** Gives so many leads without an owner; answers what each agent has after each of them. */
function handOut(agents: readonly Agent[], leads: number, loads: readonly AgentLoad[] = []): Map<string, number>[] {
  const queue = agentQueue({ agents, loads }, anywhere);
  const has = new Map(agents.map(({ id }) => [id, loads.find(({ agentId }) => agentId === id)?.load ?? 0]));
  return Array.from({ length: leads }, (_, n) => {
    const choice = queue.choose(nobodyHas);
    if (choice.kind === 'found') {
      queue.moved({ before: { status: 'missed', owner: null }, after: { status: 'missed', owner: choice.agent.id }, at: at(n) });
      has.set(choice.agent.id, choice.load + 1);
    }
    return new Map(has);
  });
}

describe('agentQueue', () => {
  const weights = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });

  it('keeps every load within one of its weighted share, after every single lead', () => {
    fc.assert(
      fc.property(weights, fc.integer({ min: 1, max: 120 }), (some, leads) => {
        const agents = some.map((weight, index) => anAgent(`a_${index}`, { weight }));
        const all = some.reduce((sum, weight) => sum + weight, 0);
        for (const [given, has] of handOut(agents, leads).entries()) {
          for (const { id, weight } of agents) expect(Math.abs((has.get(id) ?? 0) - ((given + 1) * weight) / all)).toBeLessThan(1);
        }
      }),
    );
  });

  it('lets agents of one weight who have less catch up first, and ends within one of them', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), fc.nat(80), (some, leads) => {
        const agents = some.map((_, index) => anAgent(`a_${index}`));
        const before = some.map((count, index) => load(`a_${index}`, count));
        const has = [...(handOut(agents, leads, before).at(-1)?.entries() ?? [])];
        const given = has.filter(([id, count]) => count > (before.find(({ agentId }) => agentId === id)?.load ?? 0));
        const least = Math.min(...has.map(([, count]) => count));
        for (const [, count] of given) expect(count - least).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('fills everybody to the cap and nobody beyond it', () => {
    const crew = fc.array(fc.record({ leadCap: fc.nat(5), weight: fc.integer({ min: 1, max: 4 }), has: fc.nat(7) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(crew, (people) => {
        const agents = people.map(({ leadCap, weight }, index) => anAgent(`a_${index}`, { leadCap, weight }));
        const before = people.map(({ has }, index) => load(`a_${index}`, has));
        const has = handOut(agents, 40, before).at(-1);
        for (const [index, person] of people.entries()) expect(has?.get(`a_${index}`)).toBe(Math.max(person.leadCap, person.has));
      }),
    );
  });

  it('answers after any changes as one that is made anew', () => {
    const moves = fc.array(fc.record({ from: fc.option(fc.nat(4)), to: fc.option(fc.nat(4)), out: fc.nat(4) }), { maxLength: 40 });
    fc.assert(
      fc.property(moves, fc.array(fc.option(fc.integer({ min: 1, max: 6 })), { minLength: 5, maxLength: 5 }), (some, caps) => {
        const agents = caps.map((leadCap, index) => anAgent(`a_${index}`, { leadCap, weight: 1 + (index % 3) }));
        let loads = agents.map(({ id }) => load(id, 4));
        const queue = agentQueue({ agents, loads }, anywhere);
        for (const [n, { from, to, out }] of some.entries()) {
          const [was, is] = [from, to].map((index) => (index === null ? null : `a_${index}`));
          if (was === undefined || is === undefined || loads.some(({ agentId, load }) => agentId === was && load === 0)) continue;
          queue.moved({ before: { status: 'missed', owner: was }, after: { status: 'missed', owner: is }, at: at(n) });
          if (was !== is) loads = loads.map((one) => moved(one, { was, is, at: at(n) }));
          const excluding = { previous: [`a_${out}`], owner: null };
          const anew = agentQueue({ agents, loads }, anywhere).choose(excluding);
          const kept = queue.choose(excluding);
          // Those at the cap are told in the order in which they came there.
          expect({ ...kept, detail: '' }).toEqual({ ...anew, detail: '' });
        }
      }),
    );
  });

  it('names the first of many at the cap, and counts the others', () => {
    const agents = Array.from({ length: 40 }, (_, index) => anAgent(`a_${index}`, { leadCap: 0 }));
    expect(agentQueue({ agents, loads: [] }, anywhere).choose({ previous: ['a_1'], owner: 'a_1' })).toMatchObject({
      reason: 'all-at-cap',
      detail: 'agents at cap: 0 0/0, 2 0/0, 3 0/0 and 36 others',
    });
  });

  it.each<[string, Parameters<typeof agentQueue>[1]['scope'], string | undefined]>([
    ['a branch', { branches: ['b_north'] }, 'a_1'],
    ['a department', { departments: ['d_sales'] }, 'a_2'],
    ['agents', { agents: ['a_3', 'a_2'] }, 'a_2'],
    ['a branch and a department', { branches: ['b_north'], departments: ['d_sales'] }, undefined],
    ['no agent at all', { agents: [] }, undefined],
  ])('keeps to %s that the policy names', (_what, scope, chosen) => {
    const agents = [anAgent('a_1', { branch: 'b_north' }), anAgent('a_2', { department: 'd_sales' }), anAgent('a_3')];
    const choice = agentQueue({ agents, loads: [] }, { scope }).choose(nobodyHas);
    expect(choice.kind === 'found' ? choice.agent.id : undefined).toBe(chosen);
    if (chosen === undefined) expect(choice).toMatchObject({ reason: 'nobody-in-scope' });
  });
});

type Move = { was: string | null; is: string | null; at: string };

function moved(one: AgentLoad, { was, is, at: when }: Move): AgentLoad {
  if (one.agentId === was) return { ...one, load: one.load - 1 };
  return one.agentId === is ? { ...one, load: one.load + 1, lastGivenAt: when } : one;
}

import { describe, expect, it } from 'vitest';
import { assignmentTally, mostDecisions } from '../../../shared/domain/assignment-tally.ts';
import type { Decision, ReasonCode } from '../../../shared/domain/reassignment.ts';
import { at } from '../../builders.ts';

const given = (to: string): Decision => ({ kind: 'assigned', to, reason: 'without-owner', detail: '' });
const waits = (reason: ReasonCode): Decision => ({ kind: 'deferred', until: at(), reason, detail: '' });
const pooled: Decision = { kind: 'pooled', reason: 'recycled-too-often', detail: '' };
const kept: Decision = { kind: 'kept', reason: 'spoken-to', detail: '' };

function tallied(decisions: readonly Decision[], { left = 0, remark }: { left?: number; remark?: string } = {}) {
  const tally = assignmentTally();
  for (const [n, decision] of decisions.entries()) tally.add(`l_${n}`, decision);
  tally.leave(left);
  return tally.result(remark);
}

describe('the line of a run', () => {
  it.each<[string, readonly Decision[], Parameters<typeof tallied>[1]]>([
    ['0 leads assigned across 0 agents, 0 unassigned', [], {}],
    ['3 leads assigned across 2 agents, 0 unassigned', [given('a_1'), given('a_2'), given('a_1'), kept], {}],
    ['1 leads assigned across 1 agents, 2 unassigned (agents at cap)', [given('a_1'), waits('all-at-cap'), waits('all-at-cap')], {}],
    [
      '0 leads assigned across 0 agents, 2 unassigned (1 nobody working, 1 cooling down)',
      [waits('nobody-working'), waits('cooling-down')],
      {},
    ],
    ['0 leads assigned across 0 agents, 0 unassigned; 2 left to a person', [pooled, pooled], {}],
    [
      '1 leads assigned across 1 agents, 7 unassigned (not reached yet); the rest goes on by itself',
      [given('a_1')],
      { left: 7, remark: 'the rest goes on by itself' },
    ],
  ])('is "%s"', (line, decisions, more) => {
    expect(tallied(decisions, more).line).toBe(line);
  });

  it('counts everything, and tells as many decisions as an answer holds, those that change something first', () => {
    const many = [
      ...Array.from({ length: 900 }, () => kept),
      ...Array.from({ length: 700 }, () => given('a_1')),
      pooled,
      waits('all-at-cap'),
    ];
    const { assigned, unassigned, decisions } = tallied(many);
    expect({ assigned, unassigned, told: decisions.length }).toEqual({ assigned: 700, unassigned: 1, told: mostDecisions });
    expect(decisions.slice(0, 703).map(({ kind }) => kind)).toEqual([...Array(700).fill('assigned'), 'pooled', 'deferred', 'kept']);
    expect(decisions[0]).toEqual({ leadId: 'l_900', kind: 'assigned', to: 'a_1', reason: 'without-owner', detail: '' });
  });
});

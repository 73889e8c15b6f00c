import { describe, expect, it } from 'vitest';
import type { AgentLoad } from '../../../shared/domain/reassignment.ts';
import { replayOutcomes } from '../../../shared/domain/replay-outcomes.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { AssignmentPolicy } from '../../../shared/domain/workspace.ts';
import { anAgent, aPolicy, aReportCall, at } from '../../builders.ts';

const agents = [anAgent('a_asha'), anAgent('a_ravi'), anAgent('a_tara')];

function replay(calls: readonly ReportCall[], policy: Partial<AssignmentPolicy> = {}, loads: readonly AgentLoad[] = [], now = at(86_400)) {
  const asked = { workspace: 'w_1', calls, policy: aPolicy(policy), agents, loads, timezone: 'Asia/Kolkata', now };
  return replayOutcomes(asked).map(({ leadId, decision }) => ({ leadId, ...decision }));
}

const rang = (seconds: number, call: Partial<ReportCall> = {}) =>
  aReportCall({ startedAt: at(seconds), endedAt: at(seconds + 20), ...call });

describe('replayOutcomes', () => {
  it('gives a lead on from its first caller, once for each attempt of whoever has it then', () => {
    const decisions = replay([rang(0), rang(100), rang(200)]);
    expect(decisions).toMatchObject([
      { kind: 'reassigned', to: 'a_ravi' },
      { kind: 'reassigned', to: 'a_tara' },
      { kind: 'reassigned', to: 'a_asha' },
    ]);
  });

  it('keeps to the policy that is asked about', () => {
    expect(replay([rang(0), rang(100)], { afterAttempts: 2 })).toMatchObject([{ reason: 'too-few-attempts' }, { kind: 'reassigned' }]);
    expect(replay([rang(0), rang(100)], { maxRecycles: 1 })).toMatchObject([{ kind: 'reassigned' }, { kind: 'pooled' }]);
    expect(replay([rang(0)], { statuses: ['missed'] })).toMatchObject([{ reason: 'status-not-recycled' }]);
  });

  it('leaves a lead that was spoken to, and one with whom a next contact was agreed on', () => {
    expect(replay([rang(0, { status: 'Called', talkSeconds: 40 }), rang(100)])).toMatchObject([{ reason: 'spoken-to' }]);
    expect(replay([rang(0, { status: 'Follow up', talkSeconds: 40 }), rang(100)])).toMatchObject([{ reason: 'status-not-recycled' }]);
  });

  it('takes up again what had to wait, when its time has come', () => {
    const hours = { start: '09:00', end: '12:00', days: [1, 2, 3, 4, 5, 6, 7] };
    expect(replay([rang(0)], { callingHours: hours }, [], at(3600))).toMatchObject([{ kind: 'deferred', reason: 'outside-calling-hours' }]);
    expect(replay([rang(0)], { callingHours: hours })).toMatchObject([{ kind: 'reassigned' }]);
    expect(replay([rang(0), rang(60)], { cooldownMinutes: 10 })).toMatchObject([{ kind: 'reassigned' }, { kind: 'reassigned' }]);
  });

  it('gives a lead that nobody called to its first agent, if the policy is about such', () => {
    const missed = rang(0, { status: 'Missed', direction: 'inbound', agent: null });
    expect(replay([missed])).toMatchObject([{ kind: 'assigned', to: 'a_asha' }]);
  });

  it('does not mind the order in which the calls were read', () => {
    const calls = [rang(0), rang(100, { leadId: 'l_2' }), rang(200), rang(250, { leadId: null })];
    expect(replay(calls.toReversed())).toEqual(replay(calls));
  });
});

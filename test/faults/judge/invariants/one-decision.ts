import type { RecordedDecision } from '../../../../shared/domain/reassignment.ts';
import type { KnownCall, Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';
import { setAsideCalls } from './set-aside.ts';

const unanswered: readonly string[] = ['Busy', 'No Answer', 'Missed'];
const endings: readonly string[] = ['busy', 'no-answer', 'failed', 'Missed', 'completed'];

export const oneDecision: Invariant = {
  says: 'each recyclable outcome has exactly one decision, and nothing else has one',
  violations: (trial, calls) => [
    ...calls.flatMap((call) => wrongCount(call, trial)),
    ...trial.stored.decisions.flatMap(({ decision }) =>
      isOfNoCall(decision) || calls.some(({ expected }) => expected.id === decision.callId)
        ? []
        : [`lead ${decision.leadId} was decided on for ${decision.callId}, which nobody made`],
    ),
  ],
};

/** A decision that was deferred is taken again when its time comes, and runs decide on every lead. */
function isOfNoCall({ callId, id }: RecordedDecision): boolean {
  return callId === null && /^(?:due-|daily-|r_)/.test(id);
}

function wrongCount({ expected, said }: KnownCall, trial: Trial): string[] {
  const made = trial.stored.decisions.filter(({ decision }) => decision.callId === expected.id);
  const least = isRecyclable({ expected }, trial) && !setAsideCalls(trial, ['reassign', 'publish']).has(expected.id) ? 1 : 0;
  // Talk that came after busy leaves the decision that busy was.
  const most = said.some(({ word, talkSeconds = 0 }) => endings.includes(word) && talkSeconds === 0) ? 1 : 0;
  if (made.length >= least && made.length <= most) return [];
  return [`call ${expected.id} (${expected.status}) has ${made.length} decisions, where ${least} to ${most} are right`];
}

function isRecyclable({ expected }: Pick<KnownCall, 'expected'>, { workload }: Trial): boolean {
  if (!expected.ended || expected.talkSeconds > 0 || !unanswered.includes(expected.status)) return false;
  return expected.status === 'Missed' || workload.leads.some(({ id }) => id === expected.leadId);
}

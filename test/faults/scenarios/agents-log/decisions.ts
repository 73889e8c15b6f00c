import type { Fact } from '../../../../shared/domain/fact.ts';
import { callIdOf } from '../../../../shared/store/ids.ts';
import { oneDecision } from '../../judge/invariants/one-decision.ts';
import type { StoredCall } from '../../judge/stored-state.ts';
import type { KnownCall, Trial } from '../../judge/trial.ts';

/** Whichever half of a call was decided on, its log or what its dialler told: it was one outcome. */
export function wrongDecisions(trial: Trial): string[] {
  const { calls, decisions } = trial.stored;
  const keptAs = new Map(
    calls.map(({ recorded: { id, workspace, connection, externalId } }) => [callIdOf(workspace, connection, externalId), id]),
  );
  const made = decisions.map(({ decision, leadVersion }) => ({
    decision: { ...decision, callId: keptAs.get(decision.callId ?? '') ?? decision.callId },
    leadVersion,
  }));
  const violations = oneDecision.violations({ ...trial, stored: { ...trial.stored, decisions: made } }, calls.map(knownOf));
  return violations.map((violation) => `${oneDecision.says}: ${violation}`);
}

function knownOf({ recorded: { facts }, told }: StoredCall): KnownCall {
  return {
    said: facts.map((fact) => ({ word: wordOf(fact), at: fact.occurredAt, talkSeconds: fact.disposition ? 0 : (fact.talkSeconds ?? 0) })),
    expected: told,
  };
}

/** People say it in other words than diallers. */
function wordOf({ word, disposition }: Fact): string {
  return disposition === 'No Answer' ? 'no-answer' : (word ?? disposition ?? '');
}

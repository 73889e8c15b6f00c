import type { Lead } from '../../../../shared/domain/lead.ts';
import type { RecordedDecision } from '../../../../shared/domain/reassignment.ts';
import type { Trial } from '../../judge/trial.ts';
import { clockAt, zoneOfLeads } from './assigning.ts';
import { courseOf, type Standing } from './course-of-lead.ts';

type Move = Extract<RecordedDecision, { to: string }>;

/** An index shows a call at most 20 s late, and who decides on it may take some more. */
const knownAfterMs = 60_000;

/** What is wrong with how a lead came from its first owner to its last, by the policy and the calls. */
export function wrongMoves(lead: Lead, trial: Trial): string[] {
  const { steps, end } = courseOf(lead, trial);
  const wrong = steps.flatMap((step) => {
    const from = step.by === 'person' ? step.from : step.decision.from;
    const broken = from === step.before.owner ? [] : [`was taken from ${from} while ${step.before.owner} had it`];
    if (step.by === 'person' || !('to' in step.decision)) return broken;
    return [...broken, ...wrongMove(step.decision, step.before, trial)];
  });
  if (end.owner !== lead.owner) wrong.push(`belongs to ${lead.owner}, where ${end.owner} was given it last`);
  if (end.recycles !== lead.recycles) wrong.push(`counts ${lead.recycles} recycles since a person decided, where it was ${end.recycles}`);
  return wrong.map((what) => `lead ${lead.id} ${what}`);
}

function wrongMove({ kind, to, at, leadId }: Move, before: Standing, { workload: { directory }, stored }: Trial): string[] {
  const { callingHours, scope, excludePrevious, maxRecycles } = directory.policy;
  const clock = clockAt(Date.parse(at), zoneOfLeads);
  const isOutside = callingHours !== null && !(callingHours.start <= clock && clock < callingHours.end);
  const isFirst = before.owners.length <= 1;
  const { since } = before;
  const spoken = stored.calls.find(({ recorded: { call, facts } }) => {
    const endedAt = call.endedAt ?? call.startedAt;
    const wasKnown = facts.some((fact) => (fact.talkSeconds ?? 0) > 0 && Date.parse(fact.receivedAt) < Date.parse(at) - knownAfterMs);
    return call.leadId === leadId && call.talkSeconds > 0 && wasKnown && (isFirst || since === null || endedAt >= since);
  });
  return [
    ...(to === before.owner ? [`was given to ${to}, who had it`] : []),
    ...(before.owners.slice(0, excludePrevious).includes(to) ? [`went back to ${to}, of its last owners ${before.owners.join(', ')}`] : []),
    ...(before.recycles >= maxRecycles && before.owners.length > 0
      ? [`was given on after ${before.recycles} times, of ${maxRecycles}`]
      : []),
    ...(isOutside ? [`was given to ${to} at ${clock}, outside of ${callingHours.start} to ${callingHours.end}`] : []),
    ...(scope?.agents && !scope.agents.includes(to) ? [`was given to ${to}, who is not in scope`] : []),
    ...(kind === 'reassigned' && spoken ? [`was given to ${to} at ${at}, though its owner had spoken to it (${spoken.recorded.id})`] : []),
  ];
}

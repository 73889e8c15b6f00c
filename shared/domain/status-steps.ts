import type { Lead, LeadStatusId, StatusStep } from './lead.ts';
import { isUnanswered, leadStatusAfter, leadStatusMadeBy, newestOf } from './lead-status-after.ts';
import type { ReportCall } from './report-call.ts';

const stepsKept = 5;

type Stepped = Pick<Lead, 'status' | 'statusSteps'>;

/** The steps that led to the status as it is; none where a person or a rule has changed it since. */
function standing({ status, statusSteps }: Stepped): readonly StatusStep[] {
  return statusSteps.at(-1)?.after === status ? statusSteps : [];
}

/** The lead as a call leaves it, with what its status was before, so that a correction of the call can give it back. */
export function stepped<L extends Stepped>(before: Stepped, after: L, { callId, by }: Pick<StatusStep, 'callId' | 'by'>): L {
  if (after.status === before.status) return after;
  const earlier = standing(before);
  const own = earlier.at(-1)?.callId === callId ? earlier.at(-1) : undefined;
  const step = { callId, before: own?.before ?? before.status, after: after.status, by };
  return { ...after, statusSteps: [...(own ? earlier.slice(0, -1) : earlier), step].slice(-stepsKept) };
}

/**
 * The lead as if that call had made nothing of its status. Where a later call made something of it, that stands;
 * where a person or a rule has, everything does.
 */
export function withoutStep<L extends Stepped & Pick<Lead, 'owner'>>(lead: L, callId: string): L {
  const steps = standing(lead);
  const at = steps.findIndex((step) => step.callId === callId);
  const step = steps[at];
  if (!step) return lead;
  const later = steps[at + 1];
  const left = [...steps.slice(0, at), ...(later ? [{ ...later, before: step.before }] : []), ...steps.slice(at + 2)];
  return later ? { ...lead, statusSteps: left } : { ...lead, status: ownedStatus(step.before, lead.owner), statusSteps: left };
}

/** Steps whose calls turned out to be something else are taken back. */
function withoutWrongSteps<L extends Stepped & Pick<Lead, 'owner'>>(lead: L, calls: readonly ReportCall[]): L {
  return calls.filter((call) => isWrong(call, lead)).reduce((left, { id }) => withoutStep(left, id), lead);
}

function isWrong(call: ReportCall, { statusSteps }: Stepped): boolean {
  const step = statusSteps.find(({ callId, by }) => callId === call.id && by === 'outcome');
  return step !== undefined && step.after !== (isUnanswered(call) ? leadStatusMadeBy[call.status] : undefined);
}

/** The lead with the status that its newest ended call gives it, and without what calls gave it that turned out to be something else. */
export function withStatusOf<L extends Stepped & Pick<Lead, 'owner'>>(lead: L, calls: readonly ReportCall[]): L {
  const left = withoutWrongSteps(lead, calls);
  const newest = newestOf(calls);
  if (!newest) return left;
  return stepped(left, { ...left, status: leadStatusAfter(left.status, calls) }, { callId: newest.id, by: 'outcome' });
}

/** The same, for a lead of which no new attempt is told: it stays as it is unless a call turned out to be something else. */
export function withRightedStatus<L extends Stepped & Pick<Lead, 'owner'>>(lead: L, calls: readonly ReportCall[]): L {
  return withoutWrongSteps(lead, calls) === lead ? lead : withStatusOf(lead, calls);
}

/**
 * The same, for a lead that was decided on after a call which is told again: where what the call made of the status was taken back because it
 * had been something else meanwhile, it is made anew. Where a person or a rule has changed the status since, that stands.
 */
export function withStatusAgain<L extends Stepped & Pick<Lead, 'owner'>>(lead: L, calls: readonly ReportCall[], callId: string): L {
  const isOverruled = lead.statusSteps.length > 0 && standing(lead).length === 0;
  const stands = lead.statusSteps.some((step) => step.callId === callId);
  const decides = newestOf(calls)?.id === callId && !stands && !isOverruled;
  return decides ? withStatusOf(lead, calls) : withRightedStatus(lead, calls);
}

/** Of these two statuses one follows from there being an owner, the other from there being none. */
export function ownedStatus(status: LeadStatusId, owner: string | null): LeadStatusId {
  if (status === 'unassigned' && owner !== null) return 'assigned';
  return status === 'assigned' && owner === null ? 'unassigned' : status;
}

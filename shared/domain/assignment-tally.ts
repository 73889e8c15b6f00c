import type { Decision, ReasonCode } from './reassignment.ts';

export type DecisionOnLead = { leadId: string; kind: Decision['kind']; to?: string; reason: ReasonCode; detail: string };

/** What a run did: counts of everything, the line that says them, and the first decisions, those that change something before the others. */
export type AssignmentResult = { assigned: number; agents: number; unassigned: number; line: string; decisions: DecisionOnLead[] };

export type AssignmentTally = {
  add(leadId: string, decision: Decision): void;
  /** Leads that nobody looked at. */
  leave(leads: number): void;
  /** @param remark what else the line is to say */
  result(remark?: string): AssignmentResult;
};

/** Of all that were made, as many decisions are told. */
export const mostDecisions = 1000;

/** Why leads that were to be given were not, in the words of the line. */
const waitingWords: Partial<Record<ReasonCode, string>> = {
  'all-at-cap': 'agents at cap',
  'nobody-working': 'nobody working',
  'nobody-in-scope': 'nobody in scope',
  'all-previous-owners': 'all agents had them before',
  'cooling-down': 'cooling down',
  'outside-calling-hours': 'outside calling hours',
  'changed-meanwhile': 'written by others meanwhile',
};

const kinds = ['assigned', 'reassigned', 'pooled', 'deferred', 'kept'] as const satisfies Decision['kind'][];

/** Counts decisions as they come. */
export function assignmentTally(): AssignmentTally {
  const told = new Map<Decision['kind'], DecisionOnLead[]>(kinds.map((kind) => [kind, []]));
  const receivers = new Set<string>();
  const waiting = new Map<string, number>();
  let [assigned, pooled] = [0, 0];
  const wait = (why: string, leads: number) => waiting.set(why, (waiting.get(why) ?? 0) + leads);

  return {
    add: (leadId, decision) => {
      const { kind, reason, detail } = decision;
      const known = told.get(kind);
      if (known && known.length < mostDecisions) {
        known.push({ leadId, kind, ...('to' in decision && { to: decision.to }), reason, detail });
      }
      if (kind === 'pooled') pooled += 1;
      if (kind === 'deferred') wait(waitingWords[reason] ?? reason, 1);
      if (!('to' in decision)) return;
      assigned += 1;
      receivers.add(decision.to);
    },
    leave: (leads) => {
      if (leads > 0) wait('not reached yet', leads);
    },
    result: (remark) => {
      const unassigned = [...waiting.values()].reduce((sum, leads) => sum + leads, 0);
      const person = pooled === 0 ? [] : [`${pooled} left to a person`];
      const counts = `${assigned} leads assigned across ${receivers.size} agents, ${unassigned} unassigned${reasons(waiting)}`;
      return {
        assigned,
        agents: receivers.size,
        unassigned,
        line: [counts, ...person, ...(remark === undefined ? [] : [remark])].join('; '),
        decisions: kinds.flatMap((kind) => told.get(kind) ?? []).slice(0, mostDecisions),
      };
    },
  };
}

/** ` (agents at cap)`, or with how many for each of several. */
function reasons(waiting: ReadonlyMap<string, number>): string {
  if (waiting.size === 0) return '';
  const words = waiting.size === 1 ? [...waiting.keys()] : [...waiting].map(([why, leads]) => `${leads} ${why}`);
  return ` (${words.join(', ')})`;
}

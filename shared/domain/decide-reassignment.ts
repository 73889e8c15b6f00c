import { type AgentQueue, agentQueue, type Candidates, type Choice } from './agent-queue.ts';
import { nextCallingMoment } from './calling-hours.ts';
import { plusSeconds } from './instant.ts';
import type { Lead } from './lead.ts';
import type { Decision } from './reassignment.ts';
import { zoneOfLead } from './timezone-of-phone.ts';
import { type LeadQuestion, whatHolds } from './what-holds.ts';

export type ReassignmentQuestion = Omit<LeadQuestion, 'callableAt'> &
  Candidates & {
    /** Zone of the workspace, for leads whose own is not known. */
    timezone: string;
    /** How many leads others are thought to be giving at this very moment: the decision is the one after theirs. 0 unless given. */
    ahead?: number;
  };

/** What is decided, and how many leads the next agent may have until then for it to be fair. */
export type Decided = { decision: Decision; load: number };

type Chooser = Pick<AgentQueue, 'choose' | 'moved'>;

/** How long a lead waits for another look when nobody can take it. */
const lookAgainSeconds = 15 * 60;

/**
 * What is to become of a lead: by its *lead* status, as configured; never one that was spoken to since it was last assigned, never one with an
 * open follow-up, never back to its last owners, never too often, and only to somebody who is free.
 */
export function decideReassignment({ agents, loads, timezone, ahead = 0, ...question }: ReassignmentQuestion): Decided {
  const { lead, policy, now } = question;
  const callableAt = nextCallingMoment(now, policy.callingHours, zoneOfLead(lead) ?? timezone);
  return decideWith(agentQueue({ agents, loads }, policy), { ...question, callableAt }, ahead);
}

/** The same, where the agents are lined up already. */
export function decideWith(queue: Chooser, question: LeadQuestion, ahead = 0): Decided {
  const held = whatHolds(question);
  if (held) return { decision: held, load: 0 };
  const { lead, now } = question;
  const choice = choiceAfter(queue, question, ahead);
  const { detail } = choice;
  if (choice.kind === 'nobody') {
    return { decision: { kind: 'deferred', until: plusSeconds(now, lookAgainSeconds), reason: choice.reason, detail }, load: 0 };
  }
  const { load, agent } = choice;
  if (lead.owner === null) return { decision: { kind: 'assigned', to: agent.id, reason: 'without-owner', detail }, load };
  const reason = lead.status === 'missed' ? 'missed-call' : 'not-picked-up';
  return { decision: { kind: 'reassigned', to: agent.id, reason, detail }, load };
}

/** Who is chosen once others have given so many leads; where that leaves nobody, who is before. */
function choiceAfter(queue: Chooser, { lead, policy, now }: LeadQuestion, ahead: number): Choice {
  const excluding = { previous: excludedOwners(lead, policy.excludePrevious), owner: lead.owner };
  let choice = queue.choose(excluding);
  for (let given = 0; given < ahead && choice.kind === 'found'; given++) {
    const { status } = lead;
    queue.moved({ before: { status, owner: null }, after: { status, owner: choice.agent.id }, at: now });
    const next = queue.choose(excluding);
    if (next.kind === 'nobody') break;
    choice = next;
  }
  return choice;
}

/** The present owner is excluded always: giving a lead to who has it is no recycling. */
function excludedOwners(lead: Lead, previous: number): string[] {
  const before = lead.owners.slice(0, previous);
  return lead.owner === null || before.includes(lead.owner) ? before : [lead.owner, ...before];
}

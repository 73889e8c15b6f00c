import type { Fact, Statement } from '../../shared/domain/fact.ts';
import type { LogOfLead } from '../../shared/domain/lead-after-log.ts';
import { loggedSignal, needsFollowUp } from '../../shared/domain/logged-signal.ts';
import type { Status } from '../../shared/domain/status.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { type FieldError, invalid } from '../../shared/lambda/http/problem.ts';
import { factIdOf, followUpIdOf } from '../../shared/store/ids.ts';
import { known } from './known.ts';

/** What a person says of a call, in a log and in a correction alike. */
export type Said = {
  status?: Status | undefined;
  durationSeconds?: number | undefined;
  note?: string | undefined;
  leadStatus?: string | undefined;
  followUp?: { at?: string | undefined; note?: string | undefined } | undefined;
};

/** @throws Problem 400 where the next contact has no time, or the lead's status is none. */
export function checkSaid({ status, leadStatus, followUp }: Said, directory: Directory): void {
  const isTimeless = followUp?.at === undefined && (followUp !== undefined || (status !== undefined && needsFollowUp(status)));
  const wrong: FieldError[] = [
    ...(isTimeless ? [{ path: 'followUp.at', message: `${status ?? 'a follow-up'} needs the time of the next contact` }] : []),
    ...known('leadStatus', leadStatus, directory.leadStatuses),
  ];
  if (wrong.length > 0) throw invalid(wrong);
}

/** The fact that it is; what it says makes its id, so that the same word again is the same fact. */
export function factOf(said: Said, more: Pick<Fact, 'source' | 'agent' | 'occurredAt'> & Partial<Statement>, now: string): Fact {
  const { source, agent, externalId: _, ...others } = more;
  const statement = {
    ...others,
    signal: said.status === undefined ? ('unknown' as const) : loggedSignal[said.status],
    ...(said.status !== undefined && { disposition: said.status }),
    ...(said.durationSeconds !== undefined && { talkSeconds: said.durationSeconds }),
    ...(said.note !== undefined && { note: said.note }),
    ...(said.followUp?.at !== undefined && { followUpAt: new Date(said.followUp.at).toISOString() }),
  };
  const id = factIdOf({ ...statement, externalId: source, ...(agent && { agent: { id: agent.id } }) });
  return { ...statement, id, source, receivedAt: now, ...(agent && { agent }) };
}

/** The same, as far as it concerns the lead. The same time agreed on in the same call is the same follow-up. */
export function logOfLead(said: Said, { callId, leadId, at: createdAt }: { callId: string; leadId: string; at: string }): LogOfLead {
  const { status, leadStatus, followUp } = said;
  if (followUp?.at === undefined) return { callId, status, leadStatus, followUp: undefined };
  const at = new Date(followUp.at).toISOString();
  const id = followUpIdOf(leadId, ['call', callId, at]);
  const note = followUp.note ?? null;
  return { callId, status, leadStatus, followUp: { id, at, note, callId, createdAt, edited: false, toldAt: null } };
}

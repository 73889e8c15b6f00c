import type { FollowUpEnd, FollowUpRecord } from './follow-up.ts';
import type { Instant } from './instant.ts';
import type { FollowUp, Lead } from './lead.ts';

type Change = {
  before: Lead | undefined;
  after: Lead;
  /** How the follow-up ends that the lead no longer has; where nobody says, it is replaced or withdrawn. */
  followUpEnd?: FollowUpEnd | undefined;
  at: Instant;
};

/** What a change of a lead makes of its follow-ups, so that they always say the same as the lead: the one that ends, and the open one. */
export function followUpRecords({ before, after, followUpEnd, at }: Change): FollowUpRecord[] {
  const [was, is] = [before?.followUp ?? null, after.followUp];
  const written = { changedAt: at, version: after.version };
  const records: FollowUpRecord[] = [];
  if (before && was && was.id !== is?.id) {
    const end = followUpEnd ?? { resolution: is ? ('replaced' as const) : ('withdrawn' as const), callId: is?.callId ?? null };
    records.push({ ...recordOf(was, before), end: { ...end, at }, ...written });
  }
  if (is && (!was || !isSame(was, is) || before?.owner !== after.owner)) records.push({ ...recordOf(is, after), end: null, ...written });
  return records;
}

function recordOf(followUp: FollowUp, { workspace, id: leadId, owner }: Lead) {
  return { ...followUp, workspace, leadId, owner };
}

function isSame(one: FollowUp, other: FollowUp): boolean {
  const fields = Object.keys(one) as (keyof FollowUp)[]; // Object.keys forgets its keys
  return fields.every((field) => one[field] === other[field]);
}

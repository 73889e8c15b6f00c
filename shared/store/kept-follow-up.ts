import * as z from 'zod';
import { type FollowUpRecord, followUpResolutions } from '../domain/follow-up.ts';
import { keptFollowUp } from './kept-lead.ts';
import { followUpKeys } from './keys.ts';

const keptRecord = z.object({
  ...keptFollowUp.shape,
  workspace: z.string(),
  leadId: z.string(),
  owner: z.string().nullable(),
  end: z.object({ resolution: z.enum(followUpResolutions), callId: z.string().nullable(), at: z.string() }).nullable(),
  changedAt: z.string(),
  version: z.number(),
}) satisfies z.ZodType<FollowUpRecord>;

/** A follow-up as it is kept beside its lead, with the keys of the indexes. One that nobody was told of yet is in the index of what falls due. */
export function itemOfFollowUp(record: FollowUpRecord): Record<string, unknown> {
  const { workspace, id, leadId, owner, at, end, toldAt } = record;
  const state = end ? 'done' : 'open';
  const time = followUpKeys.time(end?.at ?? at, id);
  return {
    ...followUpKeys.followUp(workspace, leadId, id),
    ow: followUpKeys.ofOwner(workspace, owner, state),
    os: time,
    st: followUpKeys.ofWorkspace(workspace, state),
    ss: time,
    ...(!end && toldAt === null && { du: followUpKeys.due(workspace), dt: time }),
    ...keptRecord.parse(record),
  };
}

/** @throws ZodError for what is not a follow-up's item. */
export function followUpOfItem(item: Record<string, unknown>): FollowUpRecord {
  return keptRecord.parse(item);
}

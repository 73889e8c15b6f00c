import * as z from 'zod';
import { causeOf, type RecordedChange } from '../domain/lead-change.ts';
import { keptCause } from './kept-lead.ts';
import { leadKeys } from './keys.ts';

const moved = z.object({ from: z.string(), to: z.string() });
const givenOn = z.object({ from: z.string().nullable(), to: z.string().nullable() });

const keptChange = z.object({
  at: z.string(),
  version: z.number(),
  status: moved.nullable(),
  owner: givenOn.nullable(),
  by: keptCause.nullable(),
}) satisfies z.ZodType<RecordedChange>;

/** A decision's item says what status it found and left, where the two differ. */
const changingDecision = z.object({
  id: z.string(),
  callId: z.string().nullable(),
  at: z.string(),
  leadVersion: z.number(),
  status: moved,
});

/** A change as it is kept beside its lead. Its key is made of the version that it left, so that it is there once. */
export function itemOfChange(lead: { workspace: string; id: string }, change: RecordedChange): Record<string, unknown> {
  return { ...leadKeys.change(lead.workspace, lead.id, change.version), ...keptChange.parse(change) };
}

/** The change that an item tells of: a change's own, or that of a decision; undefined for a decision that left the status as it was. */
export function changeOfItem(item: Record<string, unknown>): RecordedChange | undefined {
  if (typeof item.sk === 'string' && item.sk.startsWith(leadKeys.changes)) return keptChange.parse(item);
  const { data } = changingDecision.safeParse(item);
  return data && { at: data.at, version: data.leadVersion, status: data.status, owner: null, by: causeOf(data) };
}

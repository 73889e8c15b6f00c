import * as z from 'zod';
import type { Lead } from '../domain/lead.ts';
import { leadKeys } from './keys.ts';

const followUp = z.object({ id: z.string(), at: z.string(), note: z.string().nullable(), callId: z.string().nullable() });

const keptLead = z.object({
  id: z.string(),
  workspace: z.string(),
  phone: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  campaign: z.string().nullable(),
  source: z.string().nullable(),
  attempts: z.number(),
  recycles: z.number(),
  lastCallAt: z.string().nullable(),
  lastConnectedAt: z.string().nullable(),
  owners: z.array(z.string()),
  assignedAt: z.string().nullable(),
  deferredUntil: z.string().nullable(),
  followUp: followUp.nullable(),
  createdAt: z.string(),
  version: z.number(),
}) satisfies z.ZodType<Lead>;

/** A number whose lead has another id: it was changed, or its own id was taken. */
const movedPhone = z.object({ to: z.string() });

/** A lead as its table keeps it, with the keys of the indexes. */
export function itemOfLead(lead: Lead): Record<string, unknown> {
  const created = leadKeys.createdAt(lead.createdAt, lead.id);
  const due = leadKeys.dueTimeOf(lead);
  return {
    ...leadKeys.lead(lead.workspace, lead.id),
    ow: leadKeys.owner(lead.workspace, lead.owner),
    os: created,
    st: leadKeys.status(lead.workspace, lead.status),
    ss: created,
    ...(due !== undefined && { du: leadKeys.due(lead.workspace), dt: leadKeys.dueAt(due, lead.id) }),
    ...keptLead.parse(lead),
  };
}

/** What lies where a lead has its place: the lead, or the id of the lead that took over the number. */
export type LeadPlace = { kind: 'lead'; lead: Lead } | { kind: 'moved'; to: string } | { kind: 'free' };

/** @throws ZodError for an item that is neither. */
export function leadPlaceOf(item: Record<string, unknown> | undefined): LeadPlace {
  if (!item) return { kind: 'free' };
  const moved = movedPhone.safeParse(item);
  return moved.success ? { kind: 'moved', to: moved.data.to } : { kind: 'lead', lead: keptLead.parse(item) };
}

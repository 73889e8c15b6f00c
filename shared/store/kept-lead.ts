import * as z from 'zod';
import type { Cause, FollowUp, Lead, LeadFirsts, StatusStep } from '../domain/lead.ts';
import { leadKeys } from './keys.ts';

export const keptFollowUp = z.object({
  id: z.string(),
  at: z.string(),
  note: z.string().nullable(),
  callId: z.string().nullable(),
  createdAt: z.string(),
  edited: z.boolean(),
  toldAt: z.string().nullable(),
}) satisfies z.ZodType<FollowUp>;

export const keptFirsts = z.object({
  attemptAt: z.string().nullable(),
  connectAt: z.string().nullable(),
  attemptsToConnect: z.number().nullable(),
}) satisfies z.ZodType<LeadFirsts>;

const statusStep = z.object({
  callId: z.string(),
  before: z.string(),
  after: z.string(),
  by: z.enum(['outcome', 'word']),
}) satisfies z.ZodType<StatusStep>;

export const keptCause = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), token: z.string() }),
  z.object({ kind: z.literal('import'), token: z.string(), id: z.string() }),
  z.object({ kind: z.literal('call'), call: z.string(), token: z.string().nullable() }),
  z.object({ kind: z.literal('decision'), decision: z.string() }),
]) satisfies z.ZodType<Cause>;

const keptLead = z.object({
  id: z.string(),
  workspace: z.string(),
  phone: z.string(),
  name: z.string().nullable(),
  status: z.string(),
  // Items of earlier versions have none of the fields with a default.
  statusSteps: z.array(statusStep).default([]),
  owner: z.string().nullable(),
  tags: z.array(z.string()),
  campaign: z.string().nullable(),
  source: z.string().nullable(),
  timezone: z.string().nullable().default(null),
  attempts: z.number(),
  recycles: z.number(),
  lastCallAt: z.string().nullable(),
  lastConnectedAt: z.string().nullable(),
  firsts: keptFirsts.exactOptional(),
  owners: z.array(z.string()),
  assignedAt: z.string().nullable(),
  deferredUntil: z.string().nullable(),
  followUp: keptFollowUp.nullable(),
  createdAt: z.string(),
  createdBy: keptCause.nullable().default(null),
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

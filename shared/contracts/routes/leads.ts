import * as z from 'zod';
import { reasonCodes } from '../../domain/reassignment.ts';
import { id, listOf, named, page, phone, tags, text, timezone } from '../fields.ts';
import { everybody, managers } from '../roles.ts';
import { route } from '../route.ts';

const leadFields = {
  name: text(120).nullable(),
  status: id,
  owner: id.nullable(),
  tags,
  campaign: id.nullable(),
  source: text(120).nullable(),
  timezone: timezone.nullable(),
};

export const leadShown = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  phone: z.string(),
  status: z.string(),
  owner: named.nullable(),
  tags: z.array(z.string()),
  campaign: named.nullable(),
  source: z.string().nullable(),
  timezone: z.string().nullable().meta({
    description: 'In which it is called: its own, else that of its number’s country where that has one clock; else the workspace’s holds',
  }),
  attempts: z.number(),
  recycles: z.number(),
  assignedAt: z.string().nullable(),
  deferredUntil: z.string().nullable(),
  lastCallAt: z.string().nullable(),
  lastConnectedAt: z.string().nullable(),
  followUp: z.strictObject({ id: z.string(), at: z.string(), note: z.string().nullable() }).nullable(),
  createdAt: z.string(),
  version: z.number(),
});

export const decisionShown = z.strictObject({
  id: z.string(),
  leadId: z.string(),
  callId: z.string().nullable(),
  at: z.string(),
  kind: z.enum(['assigned', 'reassigned', 'kept', 'deferred', 'pooled']),
  from: z.string().nullable(),
  to: z.string().nullable(),
  agent: named.nullable().meta({ description: 'The agent of `to`' }),
  until: z.string().nullable(),
  reason: z.enum(reasonCodes),
  detail: z.string(),
});

/** Who or what it was: a person or an import by its token, a call by how it went or by what a person said of it, or a decision. */
const causeShown = z.strictObject({
  kind: z.enum(['person', 'import', 'call', 'decision']),
  token: named.nullable(),
  call: z.string().nullable(),
  decision: z.string().nullable(),
  import: z.string().nullable(),
});

export const historyShown = z.discriminatedUnion('kind', [
  z.strictObject({ at: z.string(), kind: z.literal('created'), by: causeShown.nullable() }),
  z.strictObject({
    at: z.string(),
    kind: z.literal('change'),
    by: causeShown.nullable(),
    status: z.strictObject({ from: z.string(), to: z.string() }).nullable(),
    owner: z.strictObject({ from: named.nullable(), to: named.nullable() }).nullable(),
  }),
  z.strictObject({ at: z.string(), kind: z.literal('decision'), decision: decisionShown }),
  z.strictObject({
    at: z.string(),
    kind: z.literal('call'),
    call: z.strictObject({
      id: z.string(),
      status: z.string(),
      direction: z.string().nullable(),
      talkSeconds: z.number(),
      agent: named.nullable(),
    }),
  }),
]);

const served = { servedBy: 'api' } as const;

export const createLead = route({
  operation: 'createLead',
  method: 'POST',
  path: '/api/leads',
  summary: 'Add a lead; its number is unique in the workspace',
  roles: managers,
  ...served,
  body: z.strictObject({ phone, ...z.strictObject(leadFields).partial().shape }),
  answers: { 201: leadShown },
  creates: true,
});

/** What an import made of each line of its file. */
export const importShown = z.strictObject({
  imported: z.number(),
  duplicate: z.number(),
  errors: z.array(
    z.strictObject({
      line: z.number(),
      path: z.string().meta({ description: 'The column; empty where it is the whole line' }),
      message: z.string(),
    }),
  ),
  duplicates: z.array(z.strictObject({ line: z.number(), lead: z.string().meta({ description: 'Id of the lead that has the number' }) })),
  unknownColumns: z.array(z.string()).meta({ description: 'Columns that were left out, as nothing of a lead has their name' }),
});

export const importLeads = route({
  operation: 'importLeads',
  method: 'POST',
  path: '/api/leads/import',
  summary: 'Add leads from a CSV file; good lines are never lost for bad ones, and numbers that are there already are left alone',
  roles: managers,
  ...served,
  takes: 'text/csv',
  answers: { 200: importShown },
  creates: true,
});

export const listLeads = route({
  operation: 'listLeads',
  method: 'GET',
  path: '/api/leads',
  summary: 'Leads, newest first; a page may be short and yet have a `next`',
  roles: everybody,
  ...served,
  query: z.strictObject({
    ...page,
    status: id.optional(),
    owner: id.optional().meta({ description: 'An agent, or `none` for leads without an owner' }),
    tag: text(60).optional(),
    campaign: id.optional(),
    phone: phone.optional(),
    q: text(100).optional().meta({ description: 'Part of the name, in any case, or digits of the number' }),
  }),
  answers: { 200: listOf(leadShown) },
});

export const getLead = route({
  operation: 'getLead',
  method: 'GET',
  path: '/api/leads/{id}',
  summary: 'Read a lead',
  roles: everybody,
  ...served,
  answers: { 200: leadShown },
});

export const changeLead = route({
  operation: 'changeLead',
  method: 'PATCH',
  path: '/api/leads/{id}',
  summary: 'Change a lead; an owner given by hand starts its recycling anew',
  roles: everybody,
  ...served,
  body: z.strictObject({ phone, ...leadFields }).partial(),
  answers: { 200: leadShown },
});

const ofOneLead = { method: 'GET', roles: everybody, query: z.strictObject(page), ...served } as const;

export const listDecisions = route({
  operation: 'listLeadDecisions',
  path: '/api/leads/{id}/decisions',
  summary: 'What auto-assignment decided for a lead and why, newest first',
  ...ofOneLead,
  answers: { 200: listOf(decisionShown) },
});

export const getHistory = route({
  operation: 'getLeadHistory',
  path: '/api/leads/{id}/history',
  summary: 'What happened to a lead, newest first: changes of status and owner with who or what made them, decisions, calls',
  ...ofOneLead,
  answers: { 200: listOf(historyShown) },
});

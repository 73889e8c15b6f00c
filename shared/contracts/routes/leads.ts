import * as z from 'zod';
import { reasonCodes } from '../../domain/reassignment.ts';
import { id, listOf, named, noFields, page, phone, tags, text } from '../fields.ts';
import { everybody, managers } from '../roles.ts';
import { route } from '../route.ts';

const leadFields = {
  name: text(120).nullable(),
  status: id,
  owner: id.nullable(),
  tags,
  campaign: id.nullable(),
  source: text(120).nullable(),
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

export const historyShown = z.discriminatedUnion('kind', [
  z.strictObject({ at: z.string(), kind: z.literal('created') }),
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

export const listLeads = route({
  operation: 'listLeads',
  method: 'GET',
  path: '/api/leads',
  summary: 'Leads, newest first',
  roles: everybody,
  ...served,
  query: z.strictObject({
    ...page,
    status: id.optional(),
    owner: id.optional().meta({ description: 'An agent, or `none` for leads without an owner' }),
    tag: text(60).optional(),
    campaign: id.optional(),
    phone: phone.optional(),
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

const ofOneLead = { method: 'GET', roles: everybody, query: noFields, ...served } as const;

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
  summary: 'Calls and decisions of a lead, newest first',
  ...ofOneLead,
  answers: { 200: listOf(historyShown) },
});

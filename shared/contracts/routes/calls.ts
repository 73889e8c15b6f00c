import * as z from 'zod';
import { outcomes, reasons, statuses } from '../../domain/status.ts';
import { day, id, instant, listOf, named, page, phone, text, yesOrNo } from '../fields.ts';
import { everybody } from '../roles.ts';
import { route } from '../route.ts';

const direction = z.enum(['inbound', 'outbound']);

const callFields = {
  id: z.string(),
  connection: z.string().nullable(),
  externalId: z.string(),
  status: z.enum(statuses),
  outcome: z.enum(outcomes),
  disposition: z.enum(statuses).nullable(),
  reason: z.enum(reasons).nullable(),
  direction: direction.nullable(),
  connected: z.boolean(),
  talkSeconds: z.number(),
  ringSeconds: z.number().nullable(),
  startedAt: z.string(),
  answeredAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  day: z.string(),
  lead: z.strictObject({ id: z.string(), phone: z.string(), name: z.string().nullable() }).nullable(),
  agent: named.nullable(),
  branch: named.nullable(),
  department: named.nullable(),
  campaign: named.nullable(),
  tags: z.array(z.string()),
  note: z.string().nullable(),
  recordingUrl: z.string().nullable(),
  providerStatus: z.string().nullable(),
  flags: z.array(z.string()),
  version: z.number(),
};

export const callShown = z.strictObject(callFields);

/** One distinct statement about a call: what was said beside these fields is left as it was said. */
export const factShown = z.looseObject({
  id: z.string(),
  source: z.enum(['dialler', 'agent', 'correction', 'sweep']),
  occurredAt: z.string(),
  receivedAt: z.string(),
});

const common = { method: 'GET', roles: everybody, servedBy: 'api' } as const;

export const listCalls = route({
  operation: 'listCalls',
  path: '/api/calls',
  summary: 'Calls of whole days, newest first; the last 31 days where no day is given',
  ...common,
  query: z.strictObject({
    ...page,
    from: day.optional(),
    to: day.optional(),
    status: z.enum(statuses).optional(),
    agent: id.optional(),
    lead: id.optional(),
    branch: id.optional(),
    department: id.optional(),
    campaign: id.optional(),
    tag: text(60).optional(),
    direction: direction.optional(),
    connected: yesOrNo.optional(),
  }),
  answers: { 200: listOf(callShown) },
});

export const getCall = route({
  operation: 'getCall',
  path: '/api/calls/{id}',
  summary: 'A call with everything that was said of it',
  ...common,
  answers: { 200: z.strictObject({ ...callFields, facts: z.array(factShown) }) },
});

const durationSeconds = z.number().int().min(0).max(86_400).meta({ description: 'Talk time' });

const said = {
  note: text(10_000).optional(),
  leadStatus: id.optional(),
  followUp: z
    .strictObject({ at: instant.optional(), note: text(10_000).optional() })
    .optional()
    .meta({ description: 'The next contact; `at` is needed with Follow up and Rescheduled' }),
};

export const logCall = route({
  operation: 'logCall',
  method: 'POST',
  path: '/api/calls',
  summary: 'Log a call; where a dialler told of it already, the log goes to that call',
  roles: everybody,
  servedBy: 'api',
  body: z.strictObject({
    leadId: id.optional(),
    leadPhone: phone.optional(),
    status: z.enum(statuses),
    direction: direction.optional(),
    startedAt: instant.optional(),
    durationSeconds,
    agent: id.optional().meta({ description: 'Who made the call, where it is not who logs it' }),
    ...said,
  }),
  answers: { 201: callShown },
  namesInBody: true,
  creates: true,
});

export const correctCall = route({
  operation: 'correctCall',
  method: 'PATCH',
  path: '/api/calls/{id}',
  summary: 'Dispose of a live call, or correct a past one; what follows from it is done anew',
  roles: everybody,
  servedBy: 'api',
  body: z.strictObject({ status: z.enum(statuses).optional(), durationSeconds: durationSeconds.optional(), ...said }),
  answers: { 200: callShown },
});

export const listLive = route({
  operation: 'listLiveCalls',
  path: '/api/live',
  summary: 'Calls in progress, oldest first',
  ...common,
  query: z.strictObject(page),
  answers: {
    200: listOf(
      z.strictObject({
        ...callFields,
        ageSeconds: z.number(),
        stale: z.boolean().meta({ description: 'Nothing was heard of it for so long that its ending was probably lost' }),
      }),
    ),
  },
});

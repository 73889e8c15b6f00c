import * as z from 'zod';
import { id, instant, listOf, named, noFields, page, region, text, timezone } from '../fields.ts';
import { admins, managers } from '../roles.ts';
import { route } from '../route.ts';
import { callShown, factShown } from './calls.ts';
import { secretShownOnce } from './tokens.ts';

const publicUrl = z
  .url({ protocol: /^https?$/, error: 'it is not an http or https URL' })
  .max(500)
  .meta({
    description: 'What stands before /webhooks/… where diallers send; or the whole address that a proxy of yours has for the webhook',
  });

const dotPath = text(200);

const neededFields = ['callId', 'status', 'leadPhone'] as const;

const fieldMap = z
  .strictObject({
    callId: dotPath,
    status: dotPath,
    direction: dotPath,
    leadPhone: dotPath,
    agentId: dotPath,
    agentEmail: dotPath,
    agentPhone: dotPath,
    startedAt: dotPath,
    answeredAt: dotPath,
    endedAt: dotPath,
    duration: dotPath,
    note: dotPath,
    disposition: dotPath,
    campaign: dotPath,
    recordingUrl: dotPath,
    durationUnit: z.enum(['seconds', 'milliseconds', 'minutes', 'hh:mm:ss']),
    timeFormat: z.enum(['iso', 'epoch', 'epoch-ms', 'local']),
    preset: z.enum(['vicidial', 'asterisk', 'freeswitch', '3cx', 'cloudtalk', 'knowlarity']),
  })
  .partial()
  .superRefine((map, context) => {
    const missing = map.preset === undefined ? neededFields.filter((name) => map[name] === undefined) : [];
    for (const name of missing) context.addIssue({ code: 'custom', path: [name], message: 'it is required where no preset is named' });
  })
  .meta({ description: 'Dot paths into the JSON, form or query; callId, status and leadPhone are required unless a preset is named' });

const secret = z.string().min(1).max(500);

const optionalFields = z
  .strictObject({
    secrets: z.array(secret).min(1).max(5),
    timezone: timezone.nullable(),
    region: region.nullable(),
    campaign: id.nullable(),
    publicUrl: publicUrl.nullable(),
    statusMap: z.record(text(100), text(60)),
    fieldMap: fieldMap.nullable(),
  })
  .partial().shape;

const shown = {
  id: z.string(),
  dialler: z.string(),
  name: z.string(),
  webhookUrl: z
    .string()
    .meta({ description: 'Where the dialler is to send; a key that stands in for a signature is in it at creation alone' }),
  timezone: z.string().nullable(),
  region: z.string().nullable(),
  campaign: named.nullable(),
  publicUrl: z.string().nullable(),
  statusMap: z.record(z.string(), z.string()),
  fieldMap: z.record(z.string(), z.string()).nullable(),
  secretCount: z.number().meta({ description: 'Secrets that are active; any of them may match' }),
  createdAt: z.string(),
};

const connectionShown = z.strictObject(shown);
const withSecrets = z.strictObject({ ...shown, secrets: z.array(z.string()) });

const common = { roles: admins, servedBy: 'api' } as const;

export const createConnection = route({
  operation: 'createConnection',
  method: 'POST',
  path: '/api/connections',
  summary: 'Connect a dialler account; its secrets are shown this once',
  ...common,
  body: z.strictObject({ dialler: text(60), name: text(120), ...optionalFields }),
  answers: { 201: withSecrets, 200: z.strictObject({ ...shown, secrets: z.null(), ...secretShownOnce }) },
  creates: true,
});

export const listConnections = route({
  operation: 'listConnections',
  method: 'GET',
  path: '/api/connections',
  summary: 'List dialler accounts, never their secrets',
  ...common,
  query: z.strictObject(page),
  answers: { 200: listOf(connectionShown) },
});

export const getConnection = route({
  operation: 'getConnection',
  method: 'GET',
  path: '/api/connections/{id}',
  summary: 'Read a dialler account',
  ...common,
  answers: { 200: connectionShown },
});

export const changeConnection = route({
  operation: 'changeConnection',
  method: 'PATCH',
  path: '/api/connections/{id}',
  summary: 'Change a dialler account; secrets that are given replace all',
  ...common,
  body: z.strictObject({ name: text(120).optional(), ...optionalFields }),
  answers: { 200: connectionShown },
});

export const removeConnection = route({
  operation: 'removeConnection',
  method: 'DELETE',
  path: '/api/connections/{id}',
  summary: 'Disconnect a dialler account: its webhooks are 404 from now on',
  ...common,
  answers: { 204: null },
});

export const rotateConnection = route({
  operation: 'rotateConnection',
  method: 'POST',
  path: '/api/connections/{id}/rotate',
  summary: 'A new secret beside the newest one, which stays good until the next rotation',
  ...common,
  body: z.strictObject({ secret: secret.optional() }),
  answers: { 200: withSecrets },
});

export const dryRunConnection = route({
  operation: 'dryRunConnection',
  method: 'POST',
  path: '/api/connections/{id}/dry-run',
  summary: 'What a webhook would do, and why its signature does not match; stores nothing',
  ...common,
  body: z.strictObject({
    method: z.enum(['GET', 'POST']),
    url: z.string().min(1).max(8000),
    headers: z.record(z.string().max(200), z.string().max(16_000)),
    body: z.string(),
    bodyIsBase64: z.boolean().optional(),
    now: instant.optional(),
  }),
  answers: {
    200: z.strictObject({
      verified: z.boolean(),
      reason: z.string().optional(),
      result: z.enum(['recorded', 'duplicate', 'ignored', 'quarantined', 'refused', 'unsupported']),
      facts: z.array(factShown),
      call: callShown.optional(),
    }),
  },
});

export const listQuarantine = route({
  operation: 'listQuarantine',
  method: 'GET',
  path: '/api/quarantine',
  summary: 'Webhooks that verified and could not be read, newest first',
  roles: managers,
  servedBy: 'api',
  query: z.strictObject(page),
  answers: {
    200: listOf(
      z.strictObject({
        id: z.string(),
        connection: named.nullable(),
        receivedAt: z.string(),
        why: z.string(),
        method: z.string(),
        query: z.string().meta({ description: 'As it came, without the key' }),
        body: z.string().meta({ description: 'As it came, where it is text; else base64' }),
        bodyIsBase64: z.boolean(),
      }),
    ),
  },
});

export const redriveQuarantined = route({
  operation: 'redriveQuarantined',
  method: 'POST',
  path: '/api/quarantine/{id}/redrive',
  summary: 'Read a quarantined webhook again; one that can be read now leaves the quarantine',
  roles: admins,
  servedBy: 'api',
  body: noFields,
  answers: {
    200: z.strictObject({
      result: z.enum(['recorded', 'duplicate', 'ignored', 'quarantined']),
      callId: z.string().optional(),
      id: z.string().optional(),
      why: z.string().optional(),
    }),
  },
});

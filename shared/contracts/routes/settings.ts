import * as z from 'zod';
import { defaultPolicy } from '../../domain/workspace.ts';
import { id, region, timeOfDay, timezone } from '../fields.ts';
import { admins, managers } from '../roles.ts';
import { route } from '../route.ts';

const settings = z.strictObject({
  timezone,
  region,
  conversationSeconds: z.int().min(0).max(3600),
  missedReturnHours: z.int().min(1).max(168),
  closeAfterHours: z.int().min(0).max(720),
  retentionDays: z.int().min(1).max(3650),
  leadsFromUnknownCallers: z.boolean(),
  machineIsConversation: z.boolean(),
});

export const getSettings = route({
  operation: 'getSettings',
  method: 'GET',
  path: '/api/settings',
  summary: 'Read the settings of the workspace',
  roles: managers,
  servedBy: 'api',
  answers: { 200: settings },
});

export const changeSettings = route({
  operation: 'changeSettings',
  method: 'PATCH',
  path: '/api/settings',
  summary: 'Change settings; what is left out stays. Another zone holds for calls from then on, and for others once their days are rebuilt',
  roles: admins,
  servedBy: 'api',
  body: settings.partial(),
  answers: { 200: settings },
});

const callingHours = z
  .strictObject({
    start: timeOfDay,
    end: timeOfDay,
    // No day, or an end that is the start: hours that hold no moment, which the answer warns of.
    days: z
      .array(z.int().min(1).max(7))
      .max(7)
      .transform((days) => [...new Set(days)].sort()),
  })
  .refine((hours) => hours.start <= hours.end, { path: ['end'], message: 'the end is before the start' });

const ids = z.array(id).max(500);
const scope = z.strictObject({ branches: ids, departments: ids, agents: ids }).partial();
const howMany = (most: number) => z.int().min(0).max(most);

const policy = {
  enabled: z.boolean(),
  statuses: z.array(id).max(50),
  afterAttempts: z.int().min(1).max(100),
  cooldownMinutes: howMany(60 * 24 * 365),
  excludePrevious: howMany(10),
  maxRecycles: howMany(1000),
  callingHours: callingHours.nullable(),
  scope: scope.nullable(),
  runAt: timeOfDay.nullable(),
};

/** A policy as a client says it: what is left out takes its default. */
export const policyBody = z.strictObject({
  enabled: policy.enabled.default(defaultPolicy.enabled),
  statuses: policy.statuses.default([...defaultPolicy.statuses]),
  afterAttempts: policy.afterAttempts.default(defaultPolicy.afterAttempts),
  cooldownMinutes: policy.cooldownMinutes.default(defaultPolicy.cooldownMinutes),
  excludePrevious: policy.excludePrevious.default(defaultPolicy.excludePrevious),
  maxRecycles: policy.maxRecycles.default(defaultPolicy.maxRecycles),
  callingHours: policy.callingHours.default(null),
  scope: policy.scope.default(null),
  runAt: policy.runAt.default(null),
  // What GET answers may be sent back as it is; warnings are worked out anew.
  warnings: z.array(z.string()).optional(),
});

const policyShown = z.strictObject({
  ...policy,
  warnings: z.array(z.string()).meta({ description: 'Why it can never assign a lead as it stands; empty where it can' }),
});

export const getAutoAssignment = route({
  operation: 'getAutoAssignment',
  method: 'GET',
  path: '/api/settings/auto-assignment',
  summary: 'When and how leads that did not pick up are given to another agent',
  roles: managers,
  servedBy: 'api',
  answers: { 200: policyShown },
});

export const putAutoAssignment = route({
  operation: 'putAutoAssignment',
  method: 'PUT',
  path: '/api/settings/auto-assignment',
  summary: 'Replace the policy; what is left out takes its default',
  roles: admins,
  servedBy: 'api',
  body: policyBody,
  answers: { 200: policyShown },
});

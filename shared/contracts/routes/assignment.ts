import * as z from 'zod';
import { mostDecisions } from '../../domain/assignment-tally.ts';
import { reasonCodes } from '../../domain/reassignment.ts';
import { noFields } from '../fields.ts';
import { managers } from '../roles.ts';
import { route } from '../route.ts';
import { policyBody } from './settings.ts';

const decided = z.strictObject({
  leadId: z.string(),
  kind: z.enum(['assigned', 'reassigned', 'kept', 'deferred', 'pooled']),
  to: z.string().optional(),
  reason: z.enum(reasonCodes),
  detail: z.string(),
});

const result = z.strictObject({
  assigned: z.int().meta({ description: 'Leads that got an agent' }),
  agents: z.int().meta({ description: 'Agents who got any' }),
  unassigned: z.int().meta({ description: 'Leads that were to get one and did not; the line says why' }),
  line: z.string().meta({ examples: ['42 leads assigned across 6 agents, 3 unassigned (agents at cap)'] }),
  decisions: z.array(decided).meta({
    description: `At most ${mostDecisions}, those that change something first, the longest waiting lead first; the counts are of all`,
  }),
});

const shared = { method: 'POST', roles: managers, servedBy: 'assign', answers: { 200: result } } as const;

export const runNow = route({
  operation: 'runAutoAssignment',
  path: '/api/auto-assignment/run',
  summary: 'Give every lead of the policy’s statuses that may be given, now',
  body: noFields,
  ...shared,
});

export const mostReplayedDays = 90;

export const simulate = route({
  operation: 'simulateAutoAssignment',
  path: '/api/auto-assignment/simulate',
  summary: 'What a policy would do, with today’s leads or with the calls of the last days; changes nothing',
  body: z.strictObject({
    policy: policyBody.optional().meta({ description: 'The saved one where left out. It counts as switched on' }),
    days: z.int().min(1).max(mostReplayedDays).optional().meta({ description: 'Replays the unanswered calls of so many days' }),
  }),
  ...shared,
});

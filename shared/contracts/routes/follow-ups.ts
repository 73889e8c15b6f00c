import * as z from 'zod';
import { followUpResolutions } from '../../domain/follow-up.ts';
import { followUpStates } from '../../domain/follow-up-state.ts';
import { id, instant, listOf, named, page, text } from '../fields.ts';
import { everybody } from '../roles.ts';
import { route } from '../route.ts';

export const followUpShown = z.strictObject({
  id: z.string(),
  lead: z.strictObject({ id: z.string(), name: z.string().nullable(), phone: z.string() }).nullable(),
  owner: named.nullable(),
  at: z.string(),
  note: z.string().nullable(),
  state: z.enum(followUpStates).meta({
    description: 'upcoming: its time is yet to come; due: its time has come, today; overdue: its day is over; done: it has ended',
  }),
  createdAt: z.string(),
  doneAt: z.string().nullable(),
  resolution: z.enum(followUpResolutions).nullable().meta({ description: 'How it ended; null while it is open' }),
  callId: z.string().nullable().meta({ description: 'The call in which it was agreed on' }),
  doneByCallId: z.string().nullable().meta({ description: 'The call that ended it, or in which another was agreed on' }),
});

const common = { roles: everybody, servedBy: 'api' } as const;

const note = text(10_000).nullable();
const at = instant.meta({ description: 'Not in the past' });

export const listFollowUps = route({
  operation: 'listFollowUps',
  method: 'GET',
  path: '/api/follow-ups',
  summary: 'Follow-ups: open ones, the longest due first; with `state=done` those that have ended, newest first',
  ...common,
  query: z.strictObject({
    ...page,
    owner: id.optional().meta({ description: 'An agent, or `none` for leads without an owner' }),
    state: z.enum(followUpStates).optional().meta({ description: 'All open ones where it is not given' }),
  }),
  answers: { 200: listOf(followUpShown) },
});

export const getFollowUp = route({
  operation: 'getFollowUp',
  method: 'GET',
  path: '/api/follow-ups/{id}',
  summary: 'Read a follow-up',
  ...common,
  answers: { 200: followUpShown },
});

export const scheduleFollowUp = route({
  operation: 'scheduleFollowUp',
  method: 'POST',
  path: '/api/leads/{id}/follow-ups',
  summary: 'Schedule the next contact with a lead, in the place of any other; the lead becomes Followups',
  ...common,
  body: z.strictObject({
    at: at.optional().meta({ description: 'Not in the past; by default 10:00 of the next working day, in the zone of the workspace' }),
    note: note.optional(),
  }),
  answers: { 201: followUpShown },
  creates: true,
});

export const changeFollowUp = route({
  operation: 'changeFollowUp',
  method: 'PATCH',
  path: '/api/follow-ups/{id}',
  summary: 'Move an open follow-up, change its note, or end it',
  ...common,
  body: z
    .strictObject({
      at,
      note,
      state: z.enum(['done', 'withdrawn']).meta({ description: 'done: it took place; withdrawn: it is not to take place' }),
    })
    .partial(),
  answers: { 200: followUpShown },
});

import * as z from 'zod';
import { exportFormats } from '../../domain/export.ts';
import { rhythms } from '../../domain/export-schedule.ts';
import { breakdowns, reportIntervals } from '../../domain/report-question.ts';
import { listOf, named, noFields, page, text, timeOfDay, yesOrNo } from '../fields.ts';
import { managers } from '../roles.ts';
import { route } from '../route.ts';
import { fileFields, questionFields } from './exports.ts';

const weekday = z.int().min(1).max(7).meta({ description: 'Monday is 1' });
const dayOfMonth = z.int().min(1).max(28, 'not every month has that day: it is 28 at most');

const schedule = {
  name: text(60),
  enabled: z.boolean().default(true),
  every: z.enum(rhythms),
  at: timeOfDay.meta({ description: 'In the time zone of the workspace' }),
  weekday: weekday.optional().meta({ description: 'Of a weekly one: Monday is 1, which it is unless given' }),
  dayOfMonth: dayOfMonth.optional().meta({ description: 'Of a monthly one: 1 unless given' }),
  ...fileFields,
};

/** A whole schedule, as it is asked for and as a change leaves it. */
export const wholeSchedule = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('calls'), ...schedule, ...questionFields.calls }),
    z.strictObject({ kind: z.literal('report'), ...schedule, ...questionFields.report }),
    z.strictObject({ kind: z.literal('leads'), ...schedule, ...questionFields.leads }),
  ])
  .superRefine(({ every, weekday, dayOfMonth }, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (weekday !== undefined && every !== 'week')
      refuse('weekday', `it is of schedules for every week, and this one is for every ${every}`);
    if (dayOfMonth !== undefined && every !== 'month') {
      refuse('dayOfMonth', `it is of schedules for every month, and this one is for every ${every}`);
    }
  });

export type WholeSchedule = z.output<typeof wholeSchedule>;

const filter = text(64).nullable().optional();

const scheduleChange = z.strictObject({
  name: text(60).optional(),
  enabled: z.boolean().optional(),
  every: z.enum(rhythms).optional(),
  at: timeOfDay.optional(),
  weekday: weekday.optional(),
  dayOfMonth: dayOfMonth.optional(),
  format: z.enum(exportFormats).optional(),
  bom: z.union([z.boolean(), yesOrNo]).optional(),
  interval: z.enum(reportIntervals).optional(),
  by: z.enum(breakdowns).optional(),
  status: filter.meta({ description: 'null takes a filter away' }),
  ...{ agent: filter, owner: filter, branch: filter, department: filter, campaign: filter, tag: filter, direction: filter },
  connected: z.boolean().nullable().optional(),
});

const scheduleShown = z.strictObject({
  id: z.string(),
  kind: z.enum(['calls', 'report', 'leads']),
  name: z.string(),
  enabled: z.boolean(),
  every: z.enum(rhythms),
  at: z.string(),
  weekday: z.number().optional(),
  dayOfMonth: z.number().optional(),
  format: z.enum(exportFormats),
  bom: z.boolean(),
  interval: z.enum(reportIntervals).optional(),
  by: z.enum(breakdowns).optional(),
  status: z.string().optional(),
  ...{
    agent: named.optional(),
    owner: named.optional(),
    branch: named.optional(),
    department: named.optional(),
    campaign: named.optional(),
  },
  tag: z.string().optional(),
  direction: z.string().optional(),
  connected: z.boolean().optional(),
  createdAt: z.string(),
  nextRunAt: z.string().nullable().meta({ description: 'null while it is switched off' }),
  lastRun: z.strictObject({ export: z.string(), period: z.string(), at: z.string() }).nullable(),
});

const common = { roles: managers, servedBy: 'api' } as const;
const one = { ...common, path: '/api/export-schedules/{id}' } as const;
const all = { ...common, path: '/api/export-schedules' } as const;

export const exportScheduleRoutes = {
  create: route({
    operation: 'createExportSchedule',
    method: 'POST',
    ...all,
    summary: 'Have a file made every day, week or month, of the one that has just ended',
    body: wholeSchedule,
    answers: { 201: scheduleShown },
    creates: true,
  }),
  list: route({
    operation: 'listExportSchedules',
    method: 'GET',
    ...all,
    summary: 'Schedules of exports; what they made is at /api/exports?schedule=',
    query: z.strictObject(page),
    answers: { 200: listOf(scheduleShown) },
  }),
  get: route({
    operation: 'getExportSchedule',
    method: 'GET',
    ...one,
    summary: 'A schedule, when it runs next, and its last run',
    query: noFields,
    answers: { 200: scheduleShown },
  }),
  change: route({
    operation: 'changeExportSchedule',
    method: 'PATCH',
    ...one,
    summary: 'Change a schedule, switch it off, or on again; it never runs for what is past by then',
    body: scheduleChange,
    answers: { 200: scheduleShown },
  }),
  remove: route({
    operation: 'removeExportSchedule',
    method: 'DELETE',
    ...one,
    summary: 'Remove a schedule; the files that it made stay as long as they would',
    answers: { 204: null },
  }),
};

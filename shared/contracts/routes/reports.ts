import * as z from 'zod';
import { breakdowns, reportIntervals } from '../../domain/report-question.ts';
import { spanProblem } from '../../domain/report-span.ts';
import { statuses } from '../../domain/status.ts';
import { day, noFields, text } from '../fields.ts';
import { managers, supervisors } from '../roles.ts';
import { route } from '../route.ts';

const filter = text(100).optional();

const count = z.number();
const ratio = z.strictObject({ value: z.number().nullable(), numerator: z.number(), denominator: z.number() });

const measures = {
  calls: count,
  byStatus: z.record(z.enum(statuses), count),
  attempts: count,
  connected: count,
  pickUpRate: ratio,
  conversations: count,
  talkSeconds: count,
  averageTalkSeconds: ratio,
  inbound: count,
  inboundAnswered: count,
  missed: count,
  missedRate: ratio,
  missedReturned: count,
};

/** Whole days of the workspace, the first and the last included. */
const reportQuery = z
  .strictObject({
    from: day,
    to: day,
    interval: z.enum(reportIntervals).default('day'),
    by: z.enum(breakdowns).default('none'),
    agent: filter,
    branch: filter,
    department: filter,
    campaign: filter,
    tag: filter,
    direction: z.enum(['inbound', 'outbound']).optional(),
    format: z.enum(['json', 'csv']).default('json'),
  })
  .superRefine((span, context) => {
    const problem = spanProblem(span);
    if (problem) context.addIssue({ code: 'custom', path: [problem.path], message: problem.message });
  });

const reportShown = z.strictObject({
  from: day,
  to: day,
  interval: z.enum(reportIntervals),
  by: z.enum(breakdowns),
  timezone: z.string(),
  definitions: z.string().meta({ description: 'Version of the metric dictionary that the numbers follow' }),
  asOf: z.string().meta({ description: 'What was stored by then is in the numbers' }),
  open: z.array(day).meta({ description: 'Days that can still change' }),
  rows: z.array(z.strictObject({ period: z.string(), key: z.string().nullable(), label: z.string(), ...measures })),
  totals: z.strictObject(measures),
});

export const getReport = route({
  operation: 'getReport',
  method: 'GET',
  path: '/api/reports',
  summary: 'Numbers of whole days, broken down; a supervisor gets those of their branch and department',
  roles: supervisors,
  servedBy: 'reports',
  query: reportQuery,
  answers: { 200: reportShown },
  alsoAnswers: ['text/csv'],
});

export const getDefinitions = route({
  operation: 'getReportDefinitions',
  method: 'GET',
  path: '/api/reports/definitions',
  summary: 'The metric dictionary: what every number of a report is',
  roles: supervisors,
  servedBy: 'reports',
  query: noFields,
  answers: {
    200: z.strictObject({
      version: z.string(),
      measures: z.array(
        z.strictObject({
          id: z.string(),
          name: z.string(),
          formula: z.string(),
          numerator: z.string().nullable(),
          denominator: z.string().nullable(),
          nullWhen: z.string().nullable(),
          unit: z.string(),
          version: z.number(),
        }),
      ),
    }),
  },
});

export const rollUpNow = route({
  operation: 'rollUpNow',
  method: 'POST',
  path: '/api/reports/rollup',
  summary: 'Count the days whose calls changed, now; what arrived in the last seconds may need a second call',
  roles: managers,
  servedBy: 'reports',
  body: noFields,
  answers: {
    200: z.strictObject({
      days: z.array(z.strictObject({ day, calls: count, changed: count.meta({ description: 'Rows that were written or removed' }) })),
    }),
  },
});

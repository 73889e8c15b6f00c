import * as z from 'zod';
import { longestWaitSeconds } from '../../domain/answer-times.ts';
import { reachBreakdowns } from '../../domain/reach.ts';
import { breakdowns, reportIntervals } from '../../domain/report-question.ts';
import { spanProblem } from '../../domain/report-span.ts';
import { causeKinds } from '../../domain/restatement.ts';
import { defaultServiceLevelFormula, serviceLevelFormulaIds } from '../../domain/service-level.ts';
import { statuses } from '../../domain/status.ts';
import { day, listOf, noFields, page, text, yesOrNo } from '../fields.ts';
import { admins, managers, supervisors } from '../roles.ts';
import { route } from '../route.ts';

const filter = text(100).optional();

const count = z.number();
const divided = { value: z.number().nullable(), numerator: z.number(), denominator: z.number() };
const ratio = z.strictObject(divided);
const interval = z
  .strictObject({ low: z.number(), high: z.number() })
  .meta({ description: 'Where the rate lies with 95 % confidence (Wilson); absent where the denominator is 0' });
const rate = z.strictObject({ ...divided, interval: interval.optional() });

const measures = {
  calls: count,
  byStatus: z.record(z.enum(statuses), count),
  attempts: count,
  connected: count,
  pickUpRate: rate,
  conversations: count,
  talkSeconds: count,
  averageTalkSeconds: ratio,
  inbound: count,
  inboundAnswered: count,
  missed: count,
  missedRate: rate,
  missedReturned: count,
};

function checkSpan(span: Parameters<typeof spanProblem>[0], context: z.core.$RefinementCtx): void {
  const problem = spanProblem(span);
  if (problem) context.addIssue({ code: 'custom', path: [problem.path], message: problem.message });
}

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
    format: z.enum(['json', 'csv', 'xlsx']).default('json'),
    bom: yesOrNo.default(false).meta({ description: 'Begin a CSV with a byte order mark, which Excel looks for' }),
  })
  .superRefine(checkSpan);

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
  alsoAnswers: ['text/csv', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
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
          answeredBy: z.string().meta({ description: 'Path of the operation that gives it' }),
        }),
      ),
    }),
  },
});

export const rollUpNow = route({
  operation: 'rollUpNow',
  method: 'POST',
  path: '/api/reports/rollup',
  summary:
    'Count the days whose calls changed, now; what arrived in the last seconds, or takes longer than a request may, needs a second call',
  roles: managers,
  servedBy: 'reports',
  body: noFields,
  answers: {
    200: z.strictObject({
      days: z.array(z.strictObject({ day, calls: count, changed: count.meta({ description: 'Rows that were written or removed' }) })),
    }),
  },
});

const restatement = z.strictObject({
  day,
  at: z.string(),
  version: z.number().meta({ description: 'Of one day, the higher is the later' }),
  calls: count.meta({ description: 'Ended calls of the day, now' }),
  rows: count.meta({ description: 'Rows that were written or removed' }),
  causes: z.array(
    z.strictObject({
      kind: z.enum(causeKinds),
      calls: z.array(z.string()).meta({ description: 'Ids of calls, the first 20 of all causes' }),
    }),
  ),
  changes: z
    .array(z.strictObject({ measure: z.string(), before: z.number().nullable(), after: z.number().nullable() }))
    .meta({ description: 'Totals of the day; none where a breakdown changed and no total did' }),
});

export const listRestatements = route({
  operation: 'listRestatements',
  method: 'GET',
  path: '/api/reports/restatements',
  summary: 'What changed in days that had closed, by how much, and why; the latest day first',
  roles: managers,
  servedBy: 'reports',
  query: z.strictObject({ from: day, to: day, ...page }).superRefine((span, context) => checkSpan({ ...span, interval: 'total' }, context)),
  answers: { 200: listOf(restatement) },
});

export const rebuildReports = route({
  operation: 'rebuildReports',
  method: 'POST',
  path: '/api/reports/rebuild',
  summary:
    'Have days counted by the next rollups as if their calls were taken in under the settings of now: zone, and what a machine counts as; days whose calls retention has removed stay as they are',
  roles: admins,
  servedBy: 'reports',
  body: z.strictObject({ from: day, to: day }).superRefine((span, context) => checkSpan({ ...span, interval: 'day' }, context)),
  answers: { 202: z.strictObject({ days: z.array(day).meta({ description: 'The days that will be counted' }) }) },
});

const seconds = (least: number) =>
  z.coerce
    .number()
    .int()
    .min(least)
    .max(longestWaitSeconds - 1);

const serviceLevels = {
  inbound: count,
  answered: count,
  abandoned: count,
  answeredWithin: count,
  abandonedWithin: count,
  shortAbandoned: count,
  unknown: count.meta({ description: 'Calls of which nobody said how long they waited: within no threshold' }),
  serviceLevel: rate,
};

export const getServiceLevel = route({
  operation: 'getServiceLevel',
  method: 'GET',
  path: '/api/reports/service-level',
  summary: 'Which share of inbound calls was answered within a threshold, by any of six formulas',
  roles: supervisors,
  servedBy: 'reports',
  query: z
    .strictObject({
      from: day,
      to: day,
      interval: z.enum(reportIntervals).default('day'),
      thresholdSeconds: seconds(1).default(20),
      shortSeconds: seconds(0).default(5).meta({ description: 'Callers who gave up by then gave nobody a chance' }),
      formula: z.enum(serviceLevelFormulaIds).default(defaultServiceLevelFormula),
      branch: filter,
      department: filter,
      campaign: filter,
    })
    .superRefine(checkSpan),
  answers: {
    200: z.strictObject({
      from: day,
      to: day,
      interval: z.enum(reportIntervals),
      thresholdSeconds: count,
      shortSeconds: count,
      formula: z.enum(serviceLevelFormulaIds),
      is: z.string().meta({ description: 'The formula in words' }),
      timezone: z.string(),
      definitions: z.string(),
      rows: z.array(z.strictObject({ period: z.string(), ...serviceLevels })),
      totals: z.strictObject(serviceLevels),
    }),
  },
});

const speed = z.strictObject({ median: z.number().nullable(), p90: z.number().nullable(), withinFiveMinutes: rate });

const reach = {
  leads: count,
  attempted: count,
  reached: count,
  reachRate: rate,
  attemptsToFirstConnect: z.record(z.string(), count).meta({ description: 'Leads by the attempt that first connected: 0, 1 … 9, 10+' }),
  speedToLead: z.strictObject({ firstAttempt: speed, firstConnect: speed }).meta({ description: 'Seconds from the making of a lead' }),
};

export const getReach = route({
  operation: 'getReach',
  method: 'GET',
  path: '/api/reports/reach',
  summary: 'How many leads were attempted and reached by the end of a day, and with how many attempts',
  roles: managers,
  servedBy: 'reports',
  query: z.strictObject({ by: z.enum(reachBreakdowns), asOf: day.optional(), tag: filter, campaign: filter, owner: filter }),
  answers: {
    200: z.strictObject({
      asOf: day,
      by: z.enum(reachBreakdowns),
      timezone: z.string(),
      definitions: z.string(),
      rows: z.array(z.strictObject({ key: z.string().nullable(), label: z.string(), ...reach })),
      totals: z.strictObject(reach),
    }),
  },
});

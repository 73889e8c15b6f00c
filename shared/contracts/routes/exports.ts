import * as z from 'zod';
import { exportFormats, exportStates } from '../../domain/export.ts';
import { breakdowns, reportIntervals } from '../../domain/report-question.ts';
import { spanProblem } from '../../domain/report-span.ts';
import { statuses } from '../../domain/status.ts';
import { day, id, listOf, noFields, page, text, yesOrNo } from '../fields.ts';
import { managers } from '../roles.ts';
import { route } from '../route.ts';

/** How a file is written. */
export const fileFields = {
  format: z.enum(exportFormats),
  bom: z.union([z.boolean(), yesOrNo]).default(false).meta({ description: 'Begin a CSV with a byte order mark, which Excel looks for' }),
};

const file = { ...fileFields, name: text(100).optional().meta({ description: 'Of the file, without its ending' }) };

const ofCalls = {
  agent: id.optional(),
  branch: id.optional(),
  department: id.optional(),
  campaign: id.optional(),
  tag: text(60).optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
};

/** What an export of each kind can be asked for beside its days. */
export const questionFields = {
  calls: { ...ofCalls, status: z.enum(statuses).optional(), connected: z.union([z.boolean(), yesOrNo]).optional() },
  report: { interval: z.enum(reportIntervals).default('day'), by: z.enum(breakdowns).default('none'), ...ofCalls },
  leads: { status: id.optional(), owner: id.optional(), campaign: id.optional(), tag: text(60).optional() },
};

const callsExport = z.strictObject({
  kind: z.literal('calls'),
  ...file,
  from: day,
  to: day,
  ...questionFields.calls,
  lead: id.optional(),
});

const reportExport = z.strictObject({
  kind: z.literal('report'),
  ...file,
  from: day,
  to: day,
  ...questionFields.report,
});

const leadsExport = z.strictObject({
  kind: z.literal('leads'),
  ...file,
  from: day.optional().meta({ description: 'First day on which they were made' }),
  to: day.optional(),
  ...questionFields.leads,
});

const exportAsked = z.discriminatedUnion('kind', [callsExport, reportExport, leadsExport]).superRefine((asked, context) => {
  const problem = problemIn(asked);
  if (problem) context.addIssue({ code: 'custom', path: [problem.path], message: problem.message });
});

export type ExportAsked = z.output<typeof exportAsked>;

function problemIn(asked: z.output<typeof callsExport> | z.output<typeof reportExport> | z.output<typeof leadsExport>) {
  if (asked.kind === 'report') return spanProblem(asked);
  const { from, to } = asked;
  if (from === undefined || to === undefined || from <= to) return undefined;
  return { path: 'from', message: `${from} is after to, ${to}: the first day comes first` };
}

const exportShown = z.strictObject({
  id: z.string(),
  kind: z.enum(['calls', 'report', 'leads']),
  format: z.enum(exportFormats),
  name: z.string(),
  state: z.enum(exportStates),
  progress: z.number().min(0).max(1),
  rows: z.number(),
  createdAt: z.string(),
  schedule: z.string().optional().meta({ description: 'The schedule that it is a run of' }),
  asOf: z.string().optional().meta({ description: 'What was stored by then is in the file' }),
  bytes: z.number().optional(),
  sha256: z.string().optional(),
  url: z.string().optional().meta({ description: 'Anybody who has it can fetch the file, until `expiresAt`' }),
  expiresAt: z.string().optional(),
  error: z.string().optional(),
});

const common = { roles: managers, servedBy: 'api' } as const;

export const createExport = route({
  operation: 'createExport',
  method: 'POST',
  path: '/api/exports',
  summary: 'Write calls, a report or leads into a file of any size; it is made while you wait elsewhere',
  ...common,
  body: exportAsked,
  answers: { 202: z.strictObject({ id: z.string() }) },
  creates: true,
});

export const listExports = route({
  operation: 'listExports',
  method: 'GET',
  path: '/api/exports',
  summary: 'Exports that are still kept, newest first; with `schedule`, its runs',
  ...common,
  query: z.strictObject({ ...page, schedule: id.optional() }),
  answers: { 200: listOf(exportShown) },
});

export const getExport = route({
  operation: 'getExport',
  method: 'GET',
  path: '/api/exports/{id}',
  summary: 'How far an export is; once it is done, a link that works for an hour',
  ...common,
  query: noFields,
  answers: { 200: exportShown },
});

export const retryExport = route({
  operation: 'retryExport',
  method: 'POST',
  path: '/api/exports/{id}/retry',
  summary: 'Start an export that failed, or that stands still, again from its beginning',
  ...common,
  body: noFields,
  answers: { 202: z.strictObject({ id: z.string() }) },
});

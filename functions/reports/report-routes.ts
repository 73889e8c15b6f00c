import { getDefinitions, getReport, rollUpNow } from '../../shared/contracts/routes/reports.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { ReportQuestion } from '../../shared/domain/report-question.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { notFound } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, type Served, serve } from '../../shared/lambda/http/serve.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import type { RolledUpDay } from '../rollup/roll-up-failed.ts';
import { answerReport } from './answer-report.ts';
import { questionOf } from './question-of.ts';
import { reportCsv } from './report-csv.ts';
import { reportDefinitions } from './report-definitions.ts';

export type ReportRouteDependencies = {
  workspaces: Pick<WorkspaceStore, 'tokenByHash' | 'directory'>;
  reports: ReportStore;
  rollUp: (options: { workspace: string }) => Promise<{ days: readonly RolledUpDay[] }>;
  now: () => Instant;
};

/** What this function answers. */
export const reportRoutes: readonly Served<ReportRouteDependencies>[] = [
  serve(getReport, report),
  serve(getDefinitions, async (_request, _dependencies: ReportRouteDependencies) => ok(reportDefinitions())),
  serve(rollUpNow, async ({ caller: { workspace } }, { rollUp }: ReportRouteDependencies) => {
    const { days } = await rollUp({ workspace });
    return ok({ days: days.map(({ day, calls, changedRows }) => ({ day, calls, changed: changedRows })) });
  }),
];

async function report({ caller, query }: ApiRequest<typeof getReport>, { workspaces, reports, now }: ReportRouteDependencies) {
  const directory = await workspaces.directory(caller.workspace);
  if (!directory) throw new Error(`Cannot read the workspace "${caller.workspace}" of a token: it is not there`);
  const answer = await answerReport(within(caller, questionOf(query)), { reports, directory, now });
  if (query.format === 'json') return ok(answer);

  const name = `redial-${query.from}-${query.to}-by-${query.by}.csv`;
  const headers = { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, text: reportCsv(answer), headers };
}

/** A supervisor's question is about their branch and department, whatever else it asks. */
function within({ role, branch, department }: Caller, question: ReportQuestion): ReportQuestion {
  if (role !== 'supervisor') return question;
  const { filters } = question;
  if (branch !== null && filters.branch !== undefined && filters.branch !== branch) throw notFound('branch', filters.branch);
  if (department !== null && filters.department !== undefined && filters.department !== department) {
    throw notFound('department', filters.department);
  }
  return { ...question, filters: { ...filters, ...(branch !== null && { branch }), ...(department !== null && { department }) } };
}

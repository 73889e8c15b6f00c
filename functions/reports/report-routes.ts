import * as contract from '../../shared/contracts/routes/reports.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { type ApiRequest, type Served, serve } from '../../shared/lambda/http/serve.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import type { RolledUpDay } from '../rollup/roll-up-failed.ts';
import { answerReach, type ReachDependencies } from './answer-reach.ts';
import { answerReport } from './answer-report.ts';
import { answerServiceLevel } from './answer-service-level.ts';
import { checkFilterIds } from './check-filter-ids.ts';
import { fitting } from './fitting.ts';
import { questionOf } from './question-of.ts';
import { rebuild } from './rebuild.ts';
import { reportDefinitions } from './report-definitions.ts';
import { reportFile } from './report-file.ts';
import { withinSeen } from './within-seen.ts';

export type ReportRouteDependencies = {
  workspaces: Pick<WorkspaceStore, 'tokenByHash' | 'directory'>;
  reports: ReportStore;
  leadsForReach: ReachDependencies['leads'];
  rollUp: (options: { workspace: string; beginsForSeconds: number }) => Promise<{ days: readonly RolledUpDay[] }>;
  now: () => Instant;
};

/** Who counts days on request waits for an answer: some days now, the others by the next call or the schedule. */
const beginsForSeconds = 10;

/** What this function answers. */
export const reportRoutes: readonly Served<ReportRouteDependencies>[] = [
  serve(contract.getReport, report),
  serve(contract.getDefinitions, async (_request, _dependencies: ReportRouteDependencies) => ok(reportDefinitions())),
  serve(contract.rollUpNow, async ({ caller: { workspace } }, { rollUp }: ReportRouteDependencies) => {
    const { days } = await rollUp({ workspace, beginsForSeconds });
    return ok({ days: days.map(({ day, calls, changedRows }) => ({ day, calls, changed: changedRows })) });
  }),
  serve(contract.rebuildReports, async ({ caller, body }, dependencies: ReportRouteDependencies) => {
    const directory = await directoryOf(caller, dependencies);
    const days = await rebuild({ ...body, directory, now: dependencies.now() }, dependencies.reports);
    return { status: 202 as const, body: { days } };
  }),
  serve(contract.listRestatements, async ({ caller, query: { from, to, limit, cursor } }, { reports }: ReportRouteDependencies) => {
    return ok(await reports.restatements(caller.workspace, { from, to }, { limit, cursor }));
  }),
  serve(contract.getServiceLevel, async ({ caller, query }, dependencies: ReportRouteDependencies) => {
    const directory = await directoryOf(caller, dependencies);
    const { branch, department, campaign, ...question } = query;
    const filters = withinSeen(caller, { branch, department, campaign });
    const answer = await answerServiceLevel({ ...question, filters }, { ...dependencies, directory });
    checkFilterIds(filters, answer.totals.inbound, directory);
    return ok(answer);
  }),
  serve(contract.getReach, async ({ caller, query }, dependencies: ReportRouteDependencies) => {
    const directory = await directoryOf(caller, dependencies);
    const answer = await answerReach(query, { ...dependencies, directory, leads: dependencies.leadsForReach });
    checkFilterIds({ owner: query.owner, campaign: query.campaign }, answer.totals.leads, directory);
    return ok(answer);
  }),
];

async function report({ caller, query }: ApiRequest<typeof contract.getReport>, dependencies: ReportRouteDependencies) {
  const { reports, now } = dependencies;
  const directory = await directoryOf(caller, dependencies);
  const asked = questionOf(query);
  const question = { ...asked, filters: withinSeen(caller, asked.filters) };
  const answer = await answerReport(question, { reports, directory, now });
  checkFilterIds(question.filters, answer.totals.calls, directory);
  if (query.format === 'json') return ok(fitting(answer));
  return reportFile(query.format, { answer, question, directory, bom: query.bom });
}

type Directories = Pick<ReportRouteDependencies, 'workspaces'>;

async function directoryOf({ workspace }: Caller, { workspaces }: Directories): Promise<Directory> {
  const directory = await workspaces.directory(workspace);
  if (!directory) throw new Error(`Cannot read the workspace "${workspace}" of a token: it is not there`);
  return directory;
}

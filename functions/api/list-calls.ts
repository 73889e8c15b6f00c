import type { listCalls as route } from '../../shared/contracts/routes/calls.ts';
import { dayOf, plusDays } from '../../shared/domain/business-day.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { passesFilters } from '../../shared/domain/call-filters.ts';
import type { Day } from '../../shared/domain/instant.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import { reportCallOf } from '../../shared/domain/report-call-of.ts';
import { compare } from '../../shared/domain/said.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { invalid } from '../../shared/lambda/http/problem.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { Page } from '../../shared/store/page.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { callsShown } from './calls-shown.ts';
import { directoryOf } from './directory-of.ts';
import { pageOfAll } from './page-of-all.ts';
import { sees } from './sees.ts';

type Request = ApiRequest<typeof route>;

const daysUnlessSaid = 31;
/** Calls lie on no other days: older ones are not taken in and not kept for longer, unless the workspace keeps them longer. */
const keptDays = 400;
const daysAhead = 2;

/** Calls that the caller sees and that match, newest first. */
export async function listCalls({ caller, query }: Request, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  const matches = (call: ReportCall) => passesFilters(call, query) && isSeen(call, caller);
  const found =
    query.lead === undefined
      ? await dependencies.calls.list({
          workspace,
          ...(await daysToSearch(query, directory, dependencies)),
          limit: query.limit,
          cursor: query.cursor,
          matches,
        })
      : await ofLead(query.lead, { caller, query, matches }, dependencies);
  return ok({ items: await callsShown(found.items, directory, dependencies), next: found.next });
}

/** Most days that are simply searched; of a longer span, only those that are known to have calls. */
const daysSearchedAll = 62;

async function daysToSearch(query: Request['query'], { workspace, settings }: Directory, { reports, now }: ApiDependencies) {
  const today = dayOf(now(), settings.timezone);
  const asked = withinKept(daysAsked(query, today), today, settings.retentionDays);
  if (plusDays(asked.from, daysSearchedAll) > asked.to) return asked;
  const [summaries, marks] = await Promise.all([reports.summaries(workspace, asked.from, asked.to), reports.dirtyDays(workspace)]);
  const known = new Set([...summaries, ...marks].map(({ day }) => day));
  // What came a moment ago may not be marked yet; mostly it is of today.
  return { ...asked, isEmpty: (day: Day) => day < plusDays(today, -1) && !known.has(day) };
}

/** A dialler's clock may be ahead, into tomorrow. */
function daysAsked({ from, to }: Request['query'], today: Day): Days {
  const last = to ?? plusDays(from !== undefined && from > today ? from : today, 1);
  const first = from ?? plusDays(last, 1 - daysUnlessSaid);
  if (first > last) throw invalid([{ path: 'from', message: `"${first}" is after to, "${last}"` }]);
  return { from: first, to: last };
}

type Days = { from: Day; to: Day };

/** The days of a span on which calls can lie: a span of decades is as much work as one of a year. */
function withinKept({ from, to }: Days, today: Day, retentionDays: number): Days {
  const [oldest, newest] = [plusDays(today, -Math.max(keptDays, retentionDays)), plusDays(today, daysAhead)];
  return { from: from > oldest ? from : oldest, to: to < newest ? to : newest };
}

type Sought = { caller: Caller; query: Request['query']; matches: (call: ReportCall) => boolean };

/** All calls of one lead are at hand by an index of their own, whatever their days. */
async function ofLead(leadId: string, { caller, query, matches }: Sought, { calls }: ApiDependencies): Promise<Page<RecordedCall>> {
  const [ended, live] = await Promise.all([calls.ofLead(caller.workspace, leadId), calls.live(caller.workspace)]);
  const inProgress = live.filter(({ call }) => call.leadId === leadId).map(reportCallOf);
  const asked = [...ended, ...inProgress]
    .filter(matches)
    .filter(({ day }) => (query.from === undefined || day >= query.from) && (query.to === undefined || day <= query.to))
    .toSorted((a, b) => compare(b.startedAt, a.startedAt) || compare(b.id, a.id));
  const { items, next } = pageOfAll(asked, query);
  const byId = new Map(
    (
      await calls.getMany(
        caller.workspace,
        items.map(({ id }) => id),
      )
    ).map((call) => [call.id, call]),
  );
  return { items: items.map(({ id }) => byId.get(id)).filter((call) => call !== undefined), next };
}

function isSeen({ agent, branch, department }: ReportCall, caller: Caller): boolean {
  return sees(caller, agent === null ? null : { id: agent, branch, department });
}

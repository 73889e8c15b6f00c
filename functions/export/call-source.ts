import { daysBetween, plusDays } from '../../shared/domain/business-day.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { passesFilters } from '../../shared/domain/call-filters.ts';
import type { ExportQuestion } from '../../shared/domain/export.ts';
import { firstOpenDay } from '../../shared/domain/first-open-day.ts';
import type { Day } from '../../shared/domain/instant.ts';
import { definitionsVersion } from '../../shared/domain/metrics.ts';
import { reportCallOf } from '../../shared/domain/report-call-of.ts';
import { zoneOffsets } from '../../shared/domain/zone-offset.ts';
import { type CallPage, placeOfCall } from '../../shared/store/calls-in-order.ts';
import { ahead } from './ahead.ts';
import { type CallNames, callCells, callColumns, namesOf } from './call-columns.ts';
import { daysInWords, type ExportSource, type RowPage, type SourceContext, type SourceDependencies } from './export-source.ts';
import type { Cells } from './files/column.ts';
import { filterFacts } from './filter-facts.ts';
import { leadNames } from './lead-names.ts';

type Question = Extract<ExportQuestion, { kind: 'calls' }>;

/** So many pages of calls are read at the same time. */
const pagesAtATime = 4;

/** Ended calls of whole days by their start, with all that is kept of them: the calls that a report of these days counts. */
export async function callSource(question: Question, context: SourceContext, dependencies: SourceDependencies): Promise<ExportSource> {
  const { directory, timezone } = context;
  const { from, to } = question;
  const reader = callReader(question, context, dependencies);
  const [summaries, marks] = await Promise.all([
    dependencies.reports.summaries(directory.workspace, from, to),
    dependencies.reports.dirtyDays(directory.workspace),
  ]);
  const isEmpty = emptyDays(question, context, new Set([...summaries, ...marks].map(({ day }) => day)));
  const inProgress = summaries.filter(({ open }) => open > 0).map(({ day }) => day);
  const progressOf = progressIn(question, timezone);
  return {
    title: 'Calls',
    columns: callColumns,
    goesOn: true,
    facts: [
      ['Calls of', daysInWords(from, to)],
      ...filterFacts(question.filters, directory),
      ['Definitions', definitionsVersion],
      ['Days that can still change', openDays(question, context, inProgress)],
    ],
    pages: (after) => {
      const pages = dependencies.callsInOrder({ workspace: directory.workspace, from, to, after, isEmpty });
      return ahead(pages, pagesAtATime, async (page): Promise<RowPage> => {
        const last = page.calls.at(-1);
        const place = last === undefined ? null : placeOfCall(last);
        return { rows: await reader(page), place, progress: progressOf(page) };
      });
    },
  };
}

/** Late webhooks and corrections are awaited until a day is closed, and it is not while a call of it is in progress. */
function openDays({ from, to }: Question, { directory, asOf }: SourceContext, inProgress: readonly Day[]): string {
  const firstOpen = firstOpenDay(directory.settings, asOf);
  const earlier = inProgress.filter((day) => day < firstOpen).toSorted();
  const notClosed = to < firstOpen ? [] : [daysInWords(from < firstOpen ? firstOpen : from, to)];
  return [...earlier, ...notClosed].join(', ') || 'none';
}

/** Reads the calls of a page as they are now, and makes rows of those that are still asked for. */
function callReader({ from, to, filters }: Question, context: SourceContext, dependencies: SourceDependencies) {
  const { workspace } = context.directory;
  const names: CallNames = namesOf(context.directory, context.diallers);
  const leadsOf = leadNames(dependencies.leadsById, workspace);
  return async ({ calls }: CallPage): Promise<Cells[]> => {
    const asked = calls.filter((call) => passesFilters(call, filters)).map(({ id }) => id);
    const last = calls.at(-1);
    if (asked.length === 0 || last === undefined) return [];
    const isHere = (recorded: RecordedCall) => {
      const now = reportCallOf(recorded);
      // One that has moved to a later place meanwhile is met there again.
      return now.ended && now.day >= from && now.day <= to && passesFilters(now, filters) && placeOfCall(now) <= placeOfCall(last);
    };
    const found = (await dependencies.callsById(workspace, asked)).filter(isHere);
    const leads = await leadsOf(found.flatMap(({ call }) => call.leadId ?? []));
    return found.map((recorded) => callCells({ recorded, lead: leads(recorded.call.leadId), names }));
  };
}

/** Most days that are simply looked into; of a longer span, only those that are known to have calls. */
const daysLookedInto = 62;

function emptyDays({ from, to }: Question, { asOf }: SourceContext, known: ReadonlySet<Day>): (day: Day) => boolean {
  if (plusDays(from, daysLookedInto) > to) return () => false;
  // What came a moment ago may not be marked yet; mostly it is of today.
  const certain = plusDays(asOf.slice(0, 10), -2);
  return (day: Day) => day < certain && !known.has(day);
}

/** How much of the days a page leaves behind: days, and of its own day the time of the last call. */
function progressIn({ from, to }: Question, timezone: string): (page: CallPage) => number {
  const offsetOf = zoneOffsets(timezone);
  const days = Math.max(1, daysBetween(from, to).length);
  const dayMs = 86_400_000;
  return ({ day, calls }) => {
    const at = Date.parse(calls.at(-1)?.startedAt ?? '');
    const since = Number.isNaN(at) ? 0 : at + offsetOf(at) * 60_000 - Date.parse(day);
    const before = (Date.parse(day) - Date.parse(from)) / dayMs;
    return Math.min(1, Math.max(0, (before + Math.min(1, since / dayMs)) / days));
  };
}

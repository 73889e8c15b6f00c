import { plusDays } from '../../shared/domain/business-day.ts';
import { type Day, plusSeconds } from '../../shared/domain/instant.ts';
import { reframedCall } from '../../shared/domain/reframed-call.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import type { Settings } from '../../shared/domain/workspace.ts';
import { pause } from '../../shared/store/pause.ts';
import type { DaySummary } from '../../shared/store/report-store.ts';
import { inLanes } from '../assign/in-lanes.ts';
import { areKept } from './are-kept.ts';
import { callsToReframe, mostDaysApart } from './calls-to-reframe.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';

export type Rebuild = { workspace: string; days: readonly Day[] };

export type Reframed = {
  /** Those of the days for which it was done: whose calls are all there, and will be for a day yet, so that what moves is counted. */
  days: ReadonlySet<Day>;
  /** Days that calls left or came to, whether they are among them or beside them. */
  changed: ReadonlySet<Day>;
};

const mostReadings = 7;
const callsAtATime = 1000;
const writesAtOnce = 25;

/**
 * Frames the calls of these days as if they were taken in under the settings of now. Only calls with another frame are written, each unless
 * somebody else wrote it since it was read. It ends with a reading that finds nothing to do: then the index, too, shows every call on its day.
 * @throws Error where others kept writing the calls, or the index lags: the next run goes on from there.
 */
export async function reframeDays(rebuild: Rebuild, dependencies: RollUpDependencies): Promise<Reframed> {
  const changed = new Set<Day>();
  if (rebuild.days.length === 0) return { days: changed, changed };
  for (let readings = 0; readings < mostReadings; readings++) {
    if (readings > 0) await pause(10 * 2 ** readings);
    const { days, isDone } = await reframeOnce({ ...rebuild, changed }, dependencies);
    if (isDone) return { days, changed };
  }
  const [first = '', last = ''] = [rebuild.days.toSorted()[0], rebuild.days.toSorted().at(-1)];
  throw new Error(`Cannot rebuild ${first} to ${last}: others write its calls, or the index lags, ${mostReadings} readings long`);
}

type Reading = Rebuild & { changed: Set<Day> };

async function reframeOnce({ workspace, days: asked, changed }: Reading, dependencies: RollUpDependencies) {
  const { settings } = await directoryOf(workspace, dependencies);
  const mayChange = await changeableDays({ workspace, days: asked, settings }, dependencies);
  const days = new Set(asked.filter(mayChange));
  let isDone = true;
  for await (const page of callsToReframe({ workspace, days, timezone: settings.timezone }, dependencies.calls)) {
    for (let start = 0; start < page.length; start += callsAtATime) {
      const shown = page.slice(start, start + callsAtATime);
      if (!(await reframeSome({ workspace, shown, mayChange, changed }, dependencies))) isDone = false;
    }
  }
  return { days, isDone };
}

type Shown = { workspace: string; shown: readonly ReportCall[]; mayChange: (day: Day) => boolean; changed: Set<Day> };

/** @returns whether all of them were framed so, and lie where the index shows them. */
async function reframeSome({ workspace, shown, mayChange, changed }: Shown, dependencies: RollUpDependencies): Promise<boolean> {
  const { calls } = dependencies;
  const ids = shown.map(({ id }) => id);
  // The settings again: a run that is slow must not go on with those of minutes ago, against one that has newer ones.
  const [found, { settings }] = await Promise.all([calls.getMany(workspace, ids), directoryOf(workspace, dependencies)]);
  const reframed = found.flatMap((call) => reframedCall(call, { settings, mayChange }) ?? []);
  await inLanes(
    reframed.map((call) => ({ lanes: [], work: () => calls.save(call, settings) })),
    writesAtOnce,
  );
  const dayOfId = new Map(found.map(({ id, call }) => [id, call.day]));
  for (const { id, call } of reframed) for (const day of [dayOfId.get(id), call.day]) if (day !== undefined) changed.add(day);
  return reframed.length === 0 && shown.every(({ id, day }) => (dayOfId.get(id) ?? day) === day);
}

async function directoryOf(workspace: string, { workspaces }: RollUpDependencies) {
  const directory = await workspaces.directory(workspace);
  if (!directory) throw new Error(`Cannot rebuild days of workspace "${workspace}": there is no such workspace`);
  return directory;
}

type Changeable = Rebuild & { settings: Settings };

async function changeableDays({ workspace, days, settings }: Changeable, { reports, now }: RollUpDependencies) {
  const inOrder = days.toSorted();
  const [first, last] = [plusDays(inOrder[0] ?? '', -mostDaysApart), plusDays(inOrder.at(-1) ?? '', mostDaysApart)];
  const summaries = await reports.summaries(workspace, first, last);
  const known = new Map<Day, DaySummary>(summaries.map((summary) => [summary.day, summary]));
  const tomorrow = plusSeconds(now(), 86_400);
  return (day: Day) => areKept(day, { at: tomorrow, settings, summary: known.get(day) });
}

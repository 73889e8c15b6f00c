import { endedPeriod } from '../../shared/domain/ended-period.ts';
import type { Export } from '../../shared/domain/export.ts';
import { type ExportSchedule, questionOfPeriod } from '../../shared/domain/export-schedule.ts';
import { fileName } from '../../shared/domain/file-name.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import { newExport } from '../../shared/domain/new-export.ts';
import { runsDue } from '../../shared/domain/schedule-runs.ts';
import type { ConnectionStore } from '../../shared/store/connection-store.ts';
import type { ExportScheduleStore } from '../../shared/store/export-schedule-store.ts';
import type { ExportStore } from '../../shared/store/export-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import { createdId } from '../api/created-id.ts';

export type ExportOnTimeDependencies = {
  schedules: Pick<ExportScheduleStore, 'enabled' | 'save'>;
  exports: Pick<ExportStore, 'save'>;
  workspaces: Pick<WorkspaceStore, 'directory'>;
  connections: Pick<ConnectionStore, 'list'>;
  now: () => Instant;
};

/** An export that was asked for because its time had come. */
export type AskedOnTime = { workspace: string; schedule: string; export: string };

/**
 * One round over the schedules of all workspaces: asks for the exports that fell due. However often and late it is made, each schedule has
 * one export of a period, whose id is made of the two.
 * @throws AggregateError of what failed, once every schedule has had its turn
 */
export async function exportOnTime(dependencies: ExportOnTimeDependencies): Promise<AskedOnTime[]> {
  const asked: AskedOnTime[] = [];
  const errors: unknown[] = [];
  for (const [workspace, schedules] of Map.groupBy(await dependencies.schedules.enabled(), (one) => one.workspace)) {
    const timezone = (await dependencies.workspaces.directory(workspace))?.settings.timezone;
    // What is left of a workspace that is gone.
    if (timezone === undefined) continue;
    for (const schedule of schedules) {
      try {
        asked.push(...(await runSchedule(schedule, timezone, dependencies)));
      } catch (error) {
        errors.push(new Error(`Cannot run the schedule "${schedule.id}" of workspace "${workspace}": ${String(error)}`, { cause: error }));
      }
    }
  }
  if (errors.length > 0) throw new AggregateError(errors, `Cannot run ${errors.length} schedules of exports: ${String(errors[0])}`);
  return asked;
}

async function runSchedule(schedule: ExportSchedule, timezone: string, dependencies: ExportOnTimeDependencies): Promise<AskedOnTime[]> {
  const { id, workspace, time, seen } = schedule;
  const at = dependencies.now();
  const asked: AskedOnTime[] = [];
  const due = runsDue(time, { seen, now: at, timezone });
  let last = schedule.last;
  for (const day of due) {
    const { period, one } = await exportOfRun(schedule, { day, timezone, at }, dependencies);
    // In conflict, an earlier round or another one asked for it.
    if ((await dependencies.exports.save(one)) === 'saved') asked.push({ workspace, schedule: id, export: one.id });
    last = { exportId: one.id, period, at };
  }
  // In conflict, a person changed the schedule or another round came first; what is then left is the next round's.
  if (due.length > 0) await dependencies.schedules.save({ ...schedule, seen: at, last, version: schedule.version + 1 });
  return asked;
}

type Run = { day: Day; timezone: string; at: Instant };

async function exportOfRun(
  { id: schedule, workspace, name, time, question, format, bom }: ExportSchedule,
  { day, timezone, at }: Run,
  { connections }: ExportOnTimeDependencies,
): Promise<{ period: string; one: Export }> {
  const ended = endedPeriod(time.every, day);
  const { period } = ended;
  const diallers = question.kind === 'calls' ? await connections.list(workspace) : [];
  const order = {
    id: createdId('e', { workspace, operation: schedule, idempotencyKey: period }),
    workspace,
    question: questionOfPeriod(question, ended),
    name: fileName(name, ` ${period}`),
    timezone,
    diallers: Object.fromEntries(diallers.map(({ id, dialler }) => [id, dialler])),
    ...{ format, bom, schedule },
  };
  return { period, one: newExport(order, at) };
}

import { exportScheduleRoutes as routes, wholeSchedule } from '../../shared/contracts/routes/export-schedules.ts';
import { beforeTheMinute } from '../../shared/domain/daily-run-due.ts';
import type { ExportSchedule } from '../../shared/domain/export-schedule.ts';
import { created, done, ok } from '../../shared/lambda/http/answers.ts';
import { parseFields } from '../../shared/lambda/http/parse-fields.ts';
import { notFound, Problem } from '../../shared/lambda/http/problem.ts';
import { type ApiRequest, serve } from '../../shared/lambda/http/serve.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { createdId } from './created-id.ts';
import { directoryOf } from './directory-of.ts';
import { checkExportIds } from './export-asked.ts';
import { pageOfAll } from './page-of-all.ts';
import { fieldsOf, scheduleIn } from './schedule-fields.ts';
import { scheduleShown } from './schedule-shown.ts';
import { serveCreation } from './serve-creation.ts';

/** So often others may write a schedule while it is changed. */
const mostTries = 5;

export const exportSchedules = [
  serveCreation(routes.create, createSchedule),
  serve(routes.change, changeSchedule),
  serve(routes.list, async ({ caller, query }, dependencies: ApiDependencies) => {
    const directory = await directoryOf(caller.workspace, dependencies);
    const { items, next } = pageOfAll(await dependencies.schedules.list(caller.workspace), query);
    return ok({ items: items.map((one) => scheduleShown(one, directory, dependencies.now())), next });
  }),
  serve(routes.get, async ({ caller, params }, dependencies: ApiDependencies) => {
    const directory = await directoryOf(caller.workspace, dependencies);
    return ok(scheduleShown(await scheduleOf(caller.workspace, params.id, dependencies), directory, dependencies.now()));
  }),
  serve(routes.remove, async ({ caller, params }, dependencies: ApiDependencies) => {
    const { id } = await scheduleOf(caller.workspace, params.id, dependencies);
    await dependencies.schedules.remove(caller.workspace, id);
    return done;
  }),
];

async function createSchedule({ caller, body, idempotencyKey }: ApiRequest<typeof routes.create>, dependencies: ApiDependencies) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, dependencies);
  checkExportIds(body.kind, body, directory);
  const id = createdId('xs', { workspace, operation: routes.create.operation, idempotencyKey });
  const now = dependencies.now();
  const schedule = { id, workspace, ...scheduleIn(body), createdAt: now, seen: beforeTheMinute(now), last: null, version: 1 };
  const saved = await dependencies.schedules.save(schedule);
  // In conflict, this very request was made before.
  const kept = saved === 'saved' ? schedule : await scheduleOf(workspace, id, dependencies);
  return created(scheduleShown(kept, directory, now));
}

async function changeSchedule({ caller, params, body }: ApiRequest<typeof routes.change>, dependencies: ApiDependencies) {
  const directory = await directoryOf(caller.workspace, dependencies);
  const now = dependencies.now();
  for (let tries = 0; tries < mostTries; tries++) {
    const before = await scheduleOf(caller.workspace, params.id, dependencies);
    checkExportIds(before.question.kind, body, directory);
    const after = { ...before, ...scheduleIn(parseFields(wholeSchedule, changedFields(before, body))), version: before.version + 1 };
    // What is switched on, or set to another time, is not made up for.
    const goesOn = before.enabled && JSON.stringify(before.time) === JSON.stringify(after.time);
    const changed = { ...after, seen: goesOn ? before.seen : beforeTheMinute(now) };
    if ((await dependencies.schedules.save(changed)) === 'saved') return ok(scheduleShown(changed, directory, now));
  }
  throw new Problem(409, `The schedule "${params.id}" was changed by others ${mostTries} times meanwhile: look at it again`);
}

/** The fields as a change leaves them: null takes one away, and the day of a week or a month goes with its rhythm. */
function changedFields(before: ExportSchedule, change: ApiRequest<typeof routes.change>['body']): object {
  const isOtherRhythm = change.every !== undefined && change.every !== before.time.every;
  const fields = { ...fieldsOf(before), ...(isOtherRhythm && { weekday: null, dayOfMonth: null }) };
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return Object.fromEntries(Object.entries({ ...fields, ...Object.fromEntries(given) }).filter(([, value]) => value !== null));
}

async function scheduleOf(workspace: string, id: string, { schedules }: ApiDependencies): Promise<ExportSchedule> {
  const one = await schedules.get(workspace, id);
  if (!one) throw notFound('schedule', id);
  return one;
}

import type { ExportSchedule } from '../../shared/domain/export-schedule.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import { nextRun } from '../../shared/domain/schedule-runs.ts';
import type { Directory, Named } from '../../shared/domain/workspace.ts';
import { fieldsOf } from './schedule-fields.ts';

/** A schedule as its manager sees it: people and structure with their names, which are their ids where they are gone. */
export function scheduleShown(schedule: ExportSchedule, { settings, agents, branches, departments, campaigns }: Directory, now: Instant) {
  const { id, enabled, time, createdAt, last } = schedule;
  const { agent, owner, branch, department, campaign, ...fields } = { ...noNames, ...fieldsOf(schedule) };
  return {
    id,
    ...fields,
    ...(agent && { agent: named(agent, agents) }),
    ...(owner && { owner: named(owner, agents) }),
    ...(branch && { branch: named(branch, branches) }),
    ...(department && { department: named(department, departments) }),
    ...(campaign && { campaign: named(campaign, campaigns) }),
    createdAt,
    nextRunAt: enabled ? nextRun(time, { after: now, timezone: settings.timezone }) : null,
    lastRun: last && { export: last.exportId, period: last.period, at: last.at },
  };
}

/** Not every kind of export has each of these filters. */
const noNames: Partial<Record<'agent' | 'owner' | 'branch' | 'department' | 'campaign', string | undefined>> = {};

function named(id: string, list: readonly Named[]): Named {
  return { id, name: list.find((one) => one.id === id)?.name ?? id };
}

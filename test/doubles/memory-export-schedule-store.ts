import type { ExportSchedule } from '../../shared/domain/export-schedule.ts';
import { compare } from '../../shared/domain/said.ts';
import type { ExportScheduleStore } from '../../shared/store/export-schedule-store.ts';

/** Schedules of exports in memory. */
export function memoryExportScheduleStore(): ExportScheduleStore {
  const kept = new Map<string, ExportSchedule>();
  const all = () => structuredClone([...kept.values()]).sort((a, b) => compare(a.id, b.id));
  return {
    get: async (workspace, id) => structuredClone(kept.get(`${workspace}#${id}`)),
    list: async (workspace) => all().filter((one) => one.workspace === workspace),
    enabled: async () => all().filter(({ enabled }) => enabled),
    save: async (schedule) => {
      const key = `${schedule.workspace}#${schedule.id}`;
      if ((kept.get(key)?.version ?? 0) !== schedule.version - 1) return 'conflict';
      kept.set(key, structuredClone(schedule));
      return 'saved';
    },
    remove: async (workspace, id) => {
      kept.delete(`${workspace}#${id}`);
    },
  };
}

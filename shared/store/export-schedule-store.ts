import type { ExportSchedule } from '../domain/export-schedule.ts';

export type ExportScheduleStore = {
  /** Sees every write before it. */
  get(workspace: string, id: string): Promise<ExportSchedule | undefined>;
  /** In the order of their ids. */
  list(workspace: string): Promise<ExportSchedule[]>;
  /** Of every workspace, those that run. */
  enabled(): Promise<ExportSchedule[]>;
  /**
   * Writes the schedule, on condition that it is still at `version - 1` (or new, for version 1).
   * @returns `conflict` where somebody else wrote first, or removed it.
   */
  save(schedule: ExportSchedule): Promise<'saved' | 'conflict'>;
  remove(workspace: string, id: string): Promise<void>;
};

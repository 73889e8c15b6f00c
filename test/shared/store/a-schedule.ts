import type { ExportSchedule } from '../../../shared/domain/export-schedule.ts';
import { at } from '../../builders.ts';

/** A schedule of all calls of each day, every morning at 06:00. */
export function aSchedule(one: Partial<ExportSchedule> = {}): ExportSchedule {
  return {
    id: 'xs_1',
    workspace: 'w_1',
    name: 'Calls of the day',
    enabled: true,
    time: { every: 'day', at: '06:00' },
    question: { kind: 'calls', filters: {} },
    format: 'csv',
    bom: false,
    createdAt: at(),
    seen: at(),
    last: null,
    version: 1,
    ...one,
  };
}

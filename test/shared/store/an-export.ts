import type { Export } from '../../../shared/domain/export.ts';
import { at } from '../../builders.ts';

/** An export of a day's calls, just asked for. */
export function anExport(one: Partial<Export> = {}): Export {
  return {
    id: 'e_1',
    workspace: 'w_1',
    question: { kind: 'calls', from: '2026-11-22', to: '2026-11-22', filters: {} },
    format: 'csv',
    name: 'calls',
    bom: false,
    timezone: 'Asia/Kolkata',
    diallers: {},
    createdAt: at(),
    schedule: null,
    state: 'queued',
    turn: 1,
    lease: null,
    failures: 0,
    progress: 0,
    rows: 0,
    asOf: null,
    checkpoint: null,
    file: null,
    error: null,
    updatedAt: at(),
    version: 1,
    ...one,
  };
}

import type { Export } from './export.ts';
import type { Instant } from './instant.ts';

type Order = Pick<Export, 'id' | 'workspace' | 'question' | 'format' | 'name' | 'bom' | 'timezone' | 'diallers' | 'schedule'>;

/** An export of which nothing is written. */
export const notBegun = {
  state: 'queued',
  lease: null,
  failures: 0,
  progress: 0,
  rows: 0,
  asOf: null,
  checkpoint: null,
  file: null,
  error: null,
} as const satisfies Partial<Export>;

/** An export that was just asked for. */
export function newExport(order: Order, at: Instant): Export {
  return { ...order, ...notBegun, createdAt: at, turn: 1, updatedAt: at, version: 1 };
}

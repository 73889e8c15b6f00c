import type { Export } from '../domain/export.ts';

export type ExportStore = {
  /** Sees every write before it. */
  get(workspace: string, id: string): Promise<Export | undefined>;
  /** Newest first, without their checkpoints. */
  list(workspace: string): Promise<Omit<Export, 'checkpoint'>[]>;
  /**
   * Writes the export, on condition that it is still at `version - 1` (or new, for version 1).
   * @returns `conflict` where somebody else wrote first.
   */
  save(one: Export): Promise<'saved' | 'conflict'>;
};

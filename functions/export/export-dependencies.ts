import type { Instant } from '../../shared/domain/instant.ts';
import type { ExportStore } from '../../shared/store/export-store.ts';
import type { ObjectStore } from '../../shared/store/object-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import type { SourceDependencies } from './export-source.ts';

export type ExportDependencies = SourceDependencies & {
  exports: ExportStore;
  objects: ObjectStore;
  workspaces: Pick<WorkspaceStore, 'directory'>;
  now: () => Instant;
  /** Until the function is ended. */
  remainingMs: () => number;
  /** Bytes from which on a part is uploaded. */
  partBytes: number;
};

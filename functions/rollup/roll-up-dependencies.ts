import type { RedialEvent } from '../../shared/contracts/events.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';

export type RollUpDependencies = {
  reports: ReportStore;
  calls: Pick<CallStore, 'onDay' | 'liveReports' | 'getMany' | 'save'>;
  workspaces: Pick<WorkspaceStore, 'directory'>;
  now: () => Instant;
  /** Puts at most ten events on the bus; answers the positions of those that did not get there. Without it nobody is told. */
  putEvents?: (events: readonly RedialEvent[]) => Promise<number[]>;
};

import type { Instant } from '../../shared/domain/instant.ts';
import type { AssignmentRuns } from '../../shared/store/assignment-runs.ts';
import type { CallLog } from '../../shared/store/call-log.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import type { ConnectionStore } from '../../shared/store/connection-store.ts';
import type { ExportScheduleStore } from '../../shared/store/export-schedule-store.ts';
import type { ExportStore } from '../../shared/store/export-store.ts';
import type { FollowUpStore } from '../../shared/store/follow-up-store.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import type { ObjectLinks } from '../../shared/store/object-store.ts';
import type { QuarantineStore } from '../../shared/store/quarantine-store.ts';
import type { ReportStore } from '../../shared/store/report-store.ts';
import type { WorkspaceStore } from '../../shared/store/workspace-store.ts';
import type { Dialler } from '../ingest/diallers/dialler.ts';

export type ApiDependencies = {
  workspaces: WorkspaceStore;
  runs: Pick<AssignmentRuns, 'passDaily'>;
  connections: ConnectionStore;
  leads: LeadStore;
  followUps: FollowUpStore;
  calls: CallStore;
  callLog: CallLog;
  reports: Pick<ReportStore, 'dirtyDays' | 'summaries' | 'markDirty'>;
  quarantine: QuarantineStore;
  exports: ExportStore;
  schedules: ExportScheduleStore;
  /** A link to a file of an export. */
  linkTo: ObjectLinks;
  diallers: Readonly<Record<string, Dialler>>;
  now: () => Instant;
  random: (bytes: number) => Buffer;
  /** Base URL under which diallers and people reach this Redial, where it is not the one that requests come to. */
  publicUrl?: string | undefined;
};

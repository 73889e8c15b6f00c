import { randomBytes } from 'node:crypto';
import { routes } from '../../shared/contracts/routes.ts';
import { environment, required } from '../../shared/lambda/environment.ts';
import { httpApi } from '../../shared/lambda/http/http-api.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoAssignmentRuns } from '../../shared/store/dynamo-assignment-runs.ts';
import { dynamoCallLog } from '../../shared/store/dynamo-call-log.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoConnectionStore } from '../../shared/store/dynamo-connection-store.ts';
import { dynamoExportScheduleStore } from '../../shared/store/dynamo-export-schedule-store.ts';
import { dynamoExportStore } from '../../shared/store/dynamo-export-store.ts';
import { dynamoFollowUpStore } from '../../shared/store/dynamo-follow-up-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { dynamoQuarantineStore } from '../../shared/store/dynamo-quarantine-store.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { s3Links } from '../../shared/store/s3-links.ts';
import { diallers } from '../ingest/diallers/registry.ts';
import { everyRoute } from './every-route.ts';

const tables = { CALLS_TABLE: required, LEADS_TABLE: required, WORKSPACE_TABLE: required, CONNECTIONS_TABLE: required };
const names = environment({
  ...tables,
  QUARANTINE_TABLE: required,
  REPORTS_TABLE: required,
  EXPORTS_TABLE: required,
  EXPORTS_BUCKET: required,
  PUBLIC_URL: required.optional(),
});
const client = dynamoClient();

export const handler = httpApi({
  served: everyRoute,
  routes,
  log,
  dependencies: {
    workspaces: dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE }),
    runs: dynamoAssignmentRuns({ client, table: names.WORKSPACE_TABLE }),
    connections: dynamoConnectionStore({ client, table: names.CONNECTIONS_TABLE }),
    leads: dynamoLeadStore({ client, table: names.LEADS_TABLE }),
    followUps: dynamoFollowUpStore({ client, table: names.LEADS_TABLE }),
    calls: dynamoCallStore({ client, table: names.CALLS_TABLE }),
    callLog: dynamoCallLog({ client, callsTable: names.CALLS_TABLE, leadsTable: names.LEADS_TABLE }),
    reports: dynamoReportStore({ client, table: names.REPORTS_TABLE }),
    quarantine: dynamoQuarantineStore({ client, table: names.QUARANTINE_TABLE }),
    exports: dynamoExportStore({ client, table: names.EXPORTS_TABLE }),
    schedules: dynamoExportScheduleStore({ client, table: names.EXPORTS_TABLE }),
    linkTo: s3Links(names.EXPORTS_BUCKET),
    diallers,
    now,
    random: randomBytes,
    publicUrl: names.PUBLIC_URL,
  },
});

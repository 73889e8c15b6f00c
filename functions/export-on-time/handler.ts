import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoConnectionStore } from '../../shared/store/dynamo-connection-store.ts';
import { dynamoExportScheduleStore } from '../../shared/store/dynamo-export-schedule-store.ts';
import { dynamoExportStore } from '../../shared/store/dynamo-export-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { exportOnTime } from './export-on-time.ts';

const names = environment({ EXPORTS_TABLE: required, WORKSPACE_TABLE: required, CONNECTIONS_TABLE: required });
const client = dynamoClient();
const exportsTable = { client, table: names.EXPORTS_TABLE };

const dependencies = {
  schedules: dynamoExportScheduleStore(exportsTable),
  exports: dynamoExportStore(exportsTable),
  workspaces: dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE }),
  connections: dynamoConnectionStore({ client, table: names.CONNECTIONS_TABLE }),
  now,
};

/** Runs on a schedule. */
export async function handler(): Promise<void> {
  for (const asked of await exportOnTime(dependencies)) log('export-scheduled', asked);
}

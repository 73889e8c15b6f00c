import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { endLostCalls } from './end-lost-calls.ts';

const { CALLS_TABLE, WORKSPACE_TABLE } = environment({ CALLS_TABLE: required, WORKSPACE_TABLE: required });
const client = dynamoClient();
const dependencies = {
  workspaces: dynamoWorkspaceStore({ client, table: WORKSPACE_TABLE }),
  calls: dynamoCallStore({ client, table: CALLS_TABLE }),
  now,
};

/** Runs on a schedule. */
export async function handler(): Promise<void> {
  for (const swept of await endLostCalls(dependencies)) log('lost-calls-ended', swept);
}

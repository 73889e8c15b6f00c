import { environment, required } from '../../shared/lambda/environment.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoAssignmentRuns } from '../../shared/store/dynamo-assignment-runs.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';

/** What the functions that run auto-assignment need, over the tables that their environment names. */
export function assignmentDependencies() {
  const names = environment({ CALLS_TABLE: required, LEADS_TABLE: required, WORKSPACE_TABLE: required });
  const client = dynamoClient();
  return {
    calls: dynamoCallStore({ client, table: names.CALLS_TABLE }),
    leads: dynamoLeadStore({ client, table: names.LEADS_TABLE }),
    workspaces: dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE }),
    runs: dynamoAssignmentRuns({ client, table: names.WORKSPACE_TABLE }),
    now,
  };
}

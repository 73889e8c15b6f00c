import { environment, required } from '../../shared/lambda/environment.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { kept } from '../../shared/store/kept.ts';
import type { ReassignDependencies } from './reassign-lead.ts';

/** What the functions that act on a call's lead need, over the tables that their environment names. */
export function leadDependencies(): ReassignDependencies {
  const names = environment({ CALLS_TABLE: required, LEADS_TABLE: required, WORKSPACE_TABLE: required });
  const client = dynamoClient();
  const workspaces = dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE });
  return {
    calls: dynamoCallStore({ client, table: names.CALLS_TABLE }),
    leads: dynamoLeadStore({ client, table: names.LEADS_TABLE }),
    directory: kept((workspace) => workspaces.directory(workspace), { forMs: 1000, now: Date.now }),
    now,
  };
}

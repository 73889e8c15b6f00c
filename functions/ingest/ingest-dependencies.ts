import { environment, required } from '../../shared/lambda/environment.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoConnectionStore } from '../../shared/store/dynamo-connection-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { dynamoQuarantineStore } from '../../shared/store/dynamo-quarantine-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { kept } from '../../shared/store/kept.ts';
import { diallers } from './diallers/registry.ts';
import type { IngestDependencies } from './ingest.ts';

/** Settings and secrets are read at most once a second; what a webhook names and they lack is looked up afresh. */
const keeping = { forMs: 1000, now: Date.now };

/** What `ingest` needs, over the tables that the function's environment names. */
export function ingestDependencies(): IngestDependencies {
  const names = environment({
    CALLS_TABLE: required,
    LEADS_TABLE: required,
    WORKSPACE_TABLE: required,
    CONNECTIONS_TABLE: required,
    QUARANTINE_TABLE: required,
  });
  const client = dynamoClient();
  const connections = dynamoConnectionStore({ client, table: names.CONNECTIONS_TABLE });
  const workspaces = dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE });
  return {
    calls: dynamoCallStore({ client, table: names.CALLS_TABLE }),
    leads: dynamoLeadStore({ client, table: names.LEADS_TABLE }),
    quarantine: dynamoQuarantineStore({ client, table: names.QUARANTINE_TABLE }),
    connection: kept((id) => connections.get(id), keeping),
    directory: kept((workspace) => workspaces.directory(workspace), keeping),
    diallers,
    now,
  };
}

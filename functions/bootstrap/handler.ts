import { randomBytes } from 'node:crypto';
import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { type Bootstrapped, bootstrapRequest, makeFirstWorkspace } from './make-first-workspace.ts';

const { WORKSPACE_TABLE } = environment({ WORKSPACE_TABLE: required });
const workspaces = dynamoWorkspaceStore({ client: dynamoClient(), table: WORKSPACE_TABLE });

export async function handler(request: unknown): Promise<Bootstrapped> {
  const made = await makeFirstWorkspace(bootstrapRequest.parse(request), { workspaces, randomBytes, now });
  log('workspace-made', { workspace: made.workspace, created: made.created });
  return made;
}

import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoFollowUpStore } from '../../shared/store/dynamo-follow-up-store.ts';
import { dynamoLeadStore } from '../../shared/store/dynamo-lead-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { endLostCalls } from './end-lost-calls.ts';
import { tellDueFollowUps } from './tell-due-follow-ups.ts';

const { CALLS_TABLE, LEADS_TABLE, WORKSPACE_TABLE } = environment({
  CALLS_TABLE: required,
  LEADS_TABLE: required,
  WORKSPACE_TABLE: required,
});
const client = dynamoClient();
const dependencies = {
  workspaces: dynamoWorkspaceStore({ client, table: WORKSPACE_TABLE }),
  calls: dynamoCallStore({ client, table: CALLS_TABLE }),
  leads: dynamoLeadStore({ client, table: LEADS_TABLE }),
  followUps: dynamoFollowUpStore({ client, table: LEADS_TABLE }),
  now,
};

/** Runs on a schedule. What one part of it cannot do is no reason for the other not to; then the run has failed, and is tried again. */
export async function handler(): Promise<void> {
  const [due, lost] = await Promise.allSettled([tellDueFollowUps(dependencies), endLostCalls(dependencies)]);
  for (const swept of due.status === 'fulfilled' ? due.value : []) log('follow-ups-due', swept);
  for (const swept of lost.status === 'fulfilled' ? lost.value : []) log('lost-calls-ended', swept);
  for (const part of [due, lost]) if (part.status === 'rejected') throw part.reason;
}

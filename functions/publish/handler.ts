import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { environment, required } from '../../shared/lambda/environment.ts';
import { now } from '../../shared/lambda/now.ts';
import { putEventsOn } from '../../shared/lambda/put-events.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { kept } from '../../shared/store/kept.ts';
import { changeOf } from './change-of.ts';
import { publishChanges } from './publish-changes.ts';

const names = environment({ REPORTS_TABLE: required, CALLS_TABLE: required, WORKSPACE_TABLE: required, BUS_NAME: required });
const client = dynamoClient();
const workspaces = dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE });
const dependencies = {
  reports: dynamoReportStore({ client, table: names.REPORTS_TABLE }),
  calls: dynamoCallStore({ client, table: names.CALLS_TABLE }),
  directory: kept((workspace) => workspaces.directory(workspace), { forMs: 1000, now: Date.now }),
  putEvents: putEventsOn(new EventBridgeClient(), names.BUS_NAME),
  now,
};

export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed = await publishChanges(batch.Records.map(changeOf), dependencies);
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
}

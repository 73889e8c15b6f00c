import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { environment, required } from '../../shared/lambda/environment.ts';
import { now } from '../../shared/lambda/now.ts';
import { putEventsOn } from '../../shared/lambda/put-events.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { changeOf } from './change-of.ts';
import { publishChanges } from './publish-changes.ts';

const { REPORTS_TABLE, BUS_NAME } = environment({ REPORTS_TABLE: required, BUS_NAME: required });
const dependencies = {
  reports: dynamoReportStore({ client: dynamoClient(), table: REPORTS_TABLE }),
  putEvents: putEventsOn(new EventBridgeClient(), BUS_NAME),
  now,
};

export async function handler(batch: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  const failed = await publishChanges(batch.Records.map(changeOf), dependencies);
  return { batchItemFailures: failed === undefined ? [] : [{ itemIdentifier: failed }] };
}

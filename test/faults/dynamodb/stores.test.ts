import { afterAll, beforeAll } from 'vitest';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoConnectionStore } from '../../../shared/store/dynamo-connection-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { dynamoQuarantineStore } from '../../../shared/store/dynamo-quarantine-store.ts';
import { dynamoReportStore } from '../../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../../shared/store/dynamo-workspace-store.ts';
import { describeCallStore } from '../../shared/store/call-store.suite.ts';
import { describeConnectionStore } from '../../shared/store/connection-store.suite.ts';
import { clientFor, type DynamoForTests } from '../../shared/store/dynamo-for-tests.ts';
import { describeLeadLists } from '../../shared/store/lead-lists.suite.ts';
import { describeLeadStore } from '../../shared/store/lead-store.suite.ts';
import { describeQuarantineStore } from '../../shared/store/quarantine-store.suite.ts';
import { describeReportStore } from '../../shared/store/report-store.suite.ts';
import { createTables } from '../../shared/store/tables.ts';
import { describeWorkspaceStore } from '../../shared/store/workspace-store.suite.ts';
import { inProcessDynamoDb } from './in-process-dynamodb.ts';
import { serve } from './serve.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  const { url, stop } = await serve(inProcessDynamoDb({ tables: [], now: Date.now }));
  const client = clientFor(url);
  const names = await createTables(client);
  const stopAll = async () => {
    client.destroy();
    await stop();
  };
  dynamo = { client, url, of: (table) => ({ client, table: names[table] }), stop: stopAll };
});
afterAll(() => dynamo.stop());

const engine = 'the in-process DynamoDB';
describeCallStore(engine, () => dynamoCallStore(dynamo.of('calls')));
describeLeadStore(engine, () => dynamoLeadStore(dynamo.of('leads')));
describeLeadLists(engine, () => dynamoLeadStore(dynamo.of('leads')));
describeReportStore(engine, () => dynamoReportStore(dynamo.of('reports')));
describeWorkspaceStore(engine, () => dynamoWorkspaceStore(dynamo.of('workspace')));
describeConnectionStore(engine, () => dynamoConnectionStore(dynamo.of('connections')));
describeQuarantineStore(engine, () => dynamoQuarantineStore(dynamo.of('quarantine')));

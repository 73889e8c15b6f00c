import { afterAll, beforeAll } from 'vitest';
import { dynamoAssignmentRuns } from '../../../shared/store/dynamo-assignment-runs.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { dynamoConnectionStore } from '../../../shared/store/dynamo-connection-store.ts';
import { dynamoExportScheduleStore } from '../../../shared/store/dynamo-export-schedule-store.ts';
import { dynamoExportStore } from '../../../shared/store/dynamo-export-store.ts';
import { dynamoFollowUpStore } from '../../../shared/store/dynamo-follow-up-store.ts';
import { dynamoLeadStore } from '../../../shared/store/dynamo-lead-store.ts';
import { dynamoQuarantineStore } from '../../../shared/store/dynamo-quarantine-store.ts';
import { dynamoReportStore } from '../../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../../shared/store/dynamo-workspace-store.ts';
import { describeAssignmentRuns } from './assignment-runs.suite.ts';
import { describeCallStore } from './call-store.suite.ts';
import { describeConnectionStore } from './connection-store.suite.ts';
import { type DynamoForTests, startDynamoForTests } from './dynamo-for-tests.ts';
import { describeExportScheduleStore } from './export-schedule-store.suite.ts';
import { describeExportStore } from './export-store.suite.ts';
import { describeFollowUpStore } from './follow-up-store.suite.ts';
import { describeLeadLists } from './lead-lists.suite.ts';
import { describeLeadStore } from './lead-store.suite.ts';
import { describeQuarantineStore } from './quarantine-store.suite.ts';
import { describeReportStore } from './report-store.suite.ts';
import { describeWorkspaceStore } from './workspace-store.suite.ts';

let dynamo: DynamoForTests;
beforeAll(async () => {
  dynamo = await startDynamoForTests();
});
afterAll(() => dynamo.stop());

describeCallStore('DynamoDB', () => dynamoCallStore(dynamo.of('calls')));
describeLeadStore('DynamoDB', () => dynamoLeadStore(dynamo.of('leads')));
describeLeadLists('DynamoDB', () => dynamoLeadStore(dynamo.of('leads')));
describeFollowUpStore('DynamoDB', () => ({
  leads: dynamoLeadStore(dynamo.of('leads')),
  followUps: dynamoFollowUpStore(dynamo.of('leads')),
}));
describeReportStore('DynamoDB', () => dynamoReportStore(dynamo.of('reports')));
describeWorkspaceStore('DynamoDB', () => dynamoWorkspaceStore(dynamo.of('workspace')));
describeConnectionStore('DynamoDB', () => dynamoConnectionStore(dynamo.of('connections')));
describeExportStore('DynamoDB', () => dynamoExportStore(dynamo.of('exports')));
describeExportScheduleStore('DynamoDB', () => dynamoExportScheduleStore(dynamo.of('exports')));
describeQuarantineStore('DynamoDB', () => dynamoQuarantineStore(dynamo.of('quarantine')));
describeAssignmentRuns('DynamoDB', () => dynamoAssignmentRuns(dynamo.of('workspace')));

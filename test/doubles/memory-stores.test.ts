import { describeCallStore } from '../shared/store/call-store.suite.ts';
import { describeConnectionStore } from '../shared/store/connection-store.suite.ts';
import { describeLeadStore } from '../shared/store/lead-store.suite.ts';
import { describeQuarantineStore } from '../shared/store/quarantine-store.suite.ts';
import { describeReportStore } from '../shared/store/report-store.suite.ts';
import { describeWorkspaceStore } from '../shared/store/workspace-store.suite.ts';
import { memoryCallStore } from './memory-call-store.ts';
import { memoryConnectionStore } from './memory-connection-store.ts';
import { memoryLeadStore } from './memory-lead-store.ts';
import { memoryQuarantineStore } from './memory-quarantine-store.ts';
import { memoryReportStore } from './memory-report-store.ts';
import { memoryWorkspaceStore } from './memory-workspace-store.ts';

describeCallStore('memory', memoryCallStore);
describeLeadStore('memory', memoryLeadStore);
describeReportStore('memory', memoryReportStore);
describeWorkspaceStore('memory', memoryWorkspaceStore);
describeConnectionStore('memory', memoryConnectionStore);
describeQuarantineStore('memory', memoryQuarantineStore);

import * as contract from '../../shared/contracts/routes/reports.ts';
import { environment, required } from '../../shared/lambda/environment.ts';
import { httpApi } from '../../shared/lambda/http/http-api.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { leadsForReach } from '../../shared/store/leads-for-reach.ts';
import { wiredRollUp } from '../rollup/wired-roll-up.ts';
import { reportRoutes } from './report-routes.ts';

const tables = { REPORTS_TABLE: required, WORKSPACE_TABLE: required, LEADS_TABLE: required };
const { REPORTS_TABLE, WORKSPACE_TABLE, LEADS_TABLE } = environment(tables);
const client = dynamoClient();

export const handler = httpApi({
  served: reportRoutes,
  routes: Object.values(contract),
  log,
  dependencies: {
    reports: dynamoReportStore({ client, table: REPORTS_TABLE }),
    workspaces: dynamoWorkspaceStore({ client, table: WORKSPACE_TABLE }),
    leadsForReach: leadsForReach({ client, table: LEADS_TABLE }),
    rollUp: wiredRollUp(),
    now,
  },
});

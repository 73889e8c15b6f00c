import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { environment, required } from '../../shared/lambda/environment.ts';
import { log } from '../../shared/lambda/log.ts';
import { now } from '../../shared/lambda/now.ts';
import { putEventsOn } from '../../shared/lambda/put-events.ts';
import { dynamoClient } from '../../shared/store/client.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { dynamoReportStore } from '../../shared/store/dynamo-report-store.ts';
import { dynamoWorkspaceStore } from '../../shared/store/dynamo-workspace-store.ts';
import { type RollUpOptions, rollUp } from './roll-up.ts';
import type { RollUpDependencies } from './roll-up-dependencies.ts';
import { type RolledUpDay, RollUpFailed } from './roll-up-failed.ts';

/** `rollUp` with what the function's environment names, and a line in the log for each day. */
export function wiredRollUp(): (options?: RollUpOptions) => Promise<{ days: RolledUpDay[] }> {
  const names = environment({ CALLS_TABLE: required, REPORTS_TABLE: required, WORKSPACE_TABLE: required, BUS_NAME: required });
  const client = dynamoClient();
  const dependencies: RollUpDependencies = {
    calls: dynamoCallStore({ client, table: names.CALLS_TABLE }),
    reports: dynamoReportStore({ client, table: names.REPORTS_TABLE }),
    workspaces: dynamoWorkspaceStore({ client, table: names.WORKSPACE_TABLE }),
    putEvents: putEventsOn(new EventBridgeClient(), names.BUS_NAME),
    now,
  };
  return async (options) => {
    try {
      const { days } = await rollUp(dependencies, options);
      for (const day of days) log('day-rolled-up', day);
      return { days };
    } catch (error) {
      if (error instanceof RollUpFailed) logDays(error);
      throw error;
    }
  };
}

function logDays({ days, failed }: RollUpFailed): void {
  for (const day of days) log('day-rolled-up', day);
  for (const { workspace, day, error } of failed) log('day-not-rolled-up', { workspace, day }, error);
}

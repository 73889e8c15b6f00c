import type { RemovalPolicy } from 'aws-cdk-lib';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';

/** What the deploying team decides once for everything in the stack. */
export type Operations = {
  /** What becomes of tables and logs that leave the stack. DESTROY also lifts the tables' deletion protection. */
  removalPolicy: RemovalPolicy;
  logRetention: RetentionDays;
  /** Told of every alarm. */
  alarmTopic: ITopic | undefined;
};

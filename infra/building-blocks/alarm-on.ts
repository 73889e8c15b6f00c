import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { Construct } from 'constructs';
import type { Operations } from './operations.ts';

type Trouble = {
  metric: IMetric;
  /** The alarm goes off when the metric reaches this. */
  threshold: number;
  /** What is seen, for the one who is called: `Messages wait in the dead-letter queue of reassign`. */
  sees: string;
  /** Who is hurt, and how, while this lasts: one clause, without a full stop. */
  failureMeans: string;
  operations: Operations;
};

/** An alarm whose description says what is seen and who is hurt. No data is no trouble. */
export function alarmOn(scope: Construct, id: string, { metric, threshold, sees, failureMeans, operations }: Trouble): Alarm {
  const alarm = new Alarm(scope, id, {
    metric,
    threshold,
    evaluationPeriods: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: TreatMissingData.NOT_BREACHING,
    alarmDescription: `${sees}: ${failureMeans}.`,
  });
  if (operations.alarmTopic) alarm.addAlarmAction(new SnsAction(operations.alarmTopic));
  return alarm;
}

import { describe, expect, it } from 'vitest';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';
import { idIn, type Resource, synthesised } from './synthesised.ts';

const { ofType, resources } = synthesised();
const queues = ofType('AWS::SQS::Queue');
const alarms = ofType('AWS::CloudWatch::Alarm').map(([, alarm]) => alarm.Properties);
const deadLetterQueues = queues.filter(([, queue]) => !queue.Properties.RedrivePolicy);
const workQueues = queues.filter(([, queue]) => queue.Properties.RedrivePolicy);
const mappings = ofType('AWS::Lambda::EventSourceMapping');
const streamMappings = mappings.filter(([, mapping]) => mapping.Properties.StartingPosition);
const queueMappings = mappings.filter(([, mapping]) => !mapping.Properties.StartingPosition);
const isDeadLetterQueue = (arn: unknown) => deadLetterQueues.some(([id]) => id === idIn(arn));
const resource = (arn: unknown): Resource => resources[idIn(arn)] ?? { Type: 'none', Properties: {} };

const onesByOne = allCapabilities.filter(({ trigger }) => trigger.kind === 'queue' && trigger.oneByOne).map(({ name }) => name as string);

describe('every message has a known end', () => {
  it('has as many queues, streams, rules and schedules as the capabilities ask for', () => {
    const count = (kind: string) => allCapabilities.filter(({ trigger }) => trigger.kind === kind).length;
    expect(workQueues).toHaveLength(count('queue'));
    expect(ofType('AWS::Events::Rule')).toHaveLength(count('queue'));
    expect(ofType('AWS::Scheduler::Schedule')).toHaveLength(count('schedule'));
    expect(streamMappings).toHaveLength(3);
    expect(deadLetterQueues).toHaveLength(count('queue') + count('stream') + count('schedule'));
  });

  it.each(ofType('AWS::Events::Rule'))('%s hands over to a queue, and what it cannot hand over to a dead-letter queue', (_, rule) => {
    expect(rule.Properties.Targets.length).toBeGreaterThan(0);
    for (const target of rule.Properties.Targets) {
      expect(resource(target.Arn).Type).toBe('AWS::SQS::Queue');
      expect(isDeadLetterQueue(target.DeadLetterConfig.Arn)).toBe(true);
      expect(target.RetryPolicy).toEqual({ MaximumEventAgeInSeconds: 86_400, MaximumRetryAttempts: 185 });
    }
  });

  it.each(workQueues)('%s sets a message aside after five deliveries', (_, queue) => {
    expect(queue.Properties.RedrivePolicy.maxReceiveCount).toBe(5);
    expect(isDeadLetterQueue(queue.Properties.RedrivePolicy.deadLetterTargetArn)).toBe(true);
  });

  it.each(workQueues)(
    '%s keeps messages for less long than its dead-letter queue, which counts from when they were first sent',
    (_, queue) => {
      const { MessageRetentionPeriod, RedrivePolicy } = queue.Properties;
      expect(resource(RedrivePolicy.deadLetterTargetArn).Properties.MessageRetentionPeriod).toBeGreaterThan(MessageRetentionPeriod);
    },
  );

  it.each(queueMappings)(
    '%s answers for each message, within a sixth of the visibility timeout, or a minute less where it takes one at a time',
    (_, { Properties: mapping }) => {
      const { Timeout, Environment } = resource(mapping.FunctionName).Properties;
      const oneByOne = onesByOne.includes(Environment.Variables.POWERTOOLS_SERVICE_NAME);
      expect(mapping).toMatchObject({ BatchSize: oneByOne ? 1 : 10, FunctionResponseTypes: ['ReportBatchItemFailures'] });
      const visible = resource(mapping.EventSourceArn).Properties.VisibilityTimeout;
      expect(visible).toBeGreaterThanOrEqual(oneByOne ? Timeout + 60 : 6 * Timeout);
    },
  );

  it.each(queueMappings)('%s leaves the account room for webhooks', (_, { Properties: mapping }) => {
    expect(mapping.ScalingConfig.MaximumConcurrency).toBe(mapping.BatchSize === 1 ? 10 : 50);
  });

  it.each(streamMappings)('%s misses no change, and sets aside what fails before the stream forgets it', (_, { Properties: mapping }) => {
    expect(mapping).toMatchObject({
      StartingPosition: 'TRIM_HORIZON',
      BatchSize: 100,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    expect(isDeadLetterQueue(mapping.DestinationConfig.OnFailure.Destination)).toBe(true);
    expect(mapping.MaximumRetryAttempts).toBeGreaterThan(0);
    expect(mapping.MaximumRecordAgeInSeconds).toBeGreaterThanOrEqual(3600);
    expect(mapping.MaximumRecordAgeInSeconds).toBeLessThan(86_400);
  });

  it.each(ofType('AWS::Scheduler::Schedule'))('%s has an end for starts that fail and for runs that fail', (_, schedule) => {
    const { Arn, DeadLetterConfig } = schedule.Properties.Target;
    expect(isDeadLetterQueue(DeadLetterConfig.Arn)).toBe(true);
    const ends = ofType('AWS::Lambda::EventInvokeConfig').filter(([, end]) => idIn(end.Properties.FunctionName) === idIn(Arn));
    expect(ends.map(([, end]) => isDeadLetterQueue(end.Properties.DestinationConfig.OnFailure.Destination))).toEqual([true]);
  });

  it.each(deadLetterQueues)('%s keeps messages for 14 days, and its first message calls a person', (id, queue) => {
    expect(queue.Properties.MessageRetentionPeriod).toBe(14 * 86_400);
    const own = alarms.filter(({ Dimensions }) => JSON.stringify(Dimensions).includes(id));
    expect(own).toHaveLength(1);
    expect(own[0]).toMatchObject({
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Statistic: 'Maximum',
      Threshold: 1,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
    });
  });
});

describe('every trouble calls a person', () => {
  it.each(alarms.map((alarm) => [alarm.AlarmDescription]))('says who is hurt: %s', (description) => {
    expect(description).toMatch(/^[A-Z].{10,}: [a-z].{25,}\.$/);
  });

  it.each(allCapabilities)('watches errors and throttles of $name, and says "$failureMeans"', ({ name, failureMeans }) => {
    for (const metric of ['Errors', 'Throttles']) {
      expect(alarms.map(({ AlarmDescription }) => AlarmDescription)).toContain(`${metric} of the function ${name}: ${failureMeans}.`);
    }
  });

  it.each(['IteratorAge', '5xx'])('watches %s', (metric) => {
    expect(alarms.filter(({ MetricName }) => MetricName === metric)).toHaveLength(1);
  });
});

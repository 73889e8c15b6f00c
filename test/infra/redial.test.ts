import { App, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { describe, expect, it } from 'vitest';
import { allCapabilities } from '../../infra/capabilities/all-capabilities.ts';
import { Redial } from '../../infra/redial.ts';
import { stubFunctions } from './stub-functions.ts';

const functionsFolder = stubFunctions();

function anotherTeamsStack(): { stack: Stack; topic: Topic } {
  const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'Telesales', {
    env: { account: '111122223333', region: 'ap-south-1' },
  });
  return { stack, topic: new Topic(stack, 'OnCall') };
}

describe('Redial in the app of another team', () => {
  it('lets the team listen to its events', () => {
    const { stack } = anotherTeamsStack();
    const redial = new Redial(stack, 'Redial', { functionsFolder });
    const warehouse = new SqsQueue(new Queue(stack, 'Warehouse'));
    // As in a stack of the team, whose compiler need not be as strict as ours.
    const eventBus = redial.bus as never;
    new Rule(stack, 'ToWarehouse', { eventBus, eventPattern: { detailType: ['Day Rolled Up'] }, targets: [warehouse] });
    const template = Template.fromStack(stack);
    template.hasResourceProperties('AWS::Events::EventBus', { Name: 'redial' });
    template.hasResourceProperties('AWS::Events::Rule', {
      EventBusName: stack.resolve(redial.bus.eventBusName),
      EventPattern: { 'detail-type': ['Day Rolled Up'] },
    });
    const ours = allCapabilities.filter(({ trigger }) => trigger.kind === 'queue').length;
    template.resourceCountIs('AWS::Events::Rule', ours + 1);
  });

  it('tells the team’s topic of every alarm', () => {
    const { stack, topic } = anotherTeamsStack();
    new Redial(stack, 'Redial', { functionsFolder, alarmTopic: topic });
    const template = Template.fromStack(stack);
    template.allResourcesProperties('AWS::CloudWatch::Alarm', { AlarmActions: [stack.resolve(topic.topicArn)] });
    expect(Object.keys(template.findResources('AWS::CloudWatch::Alarm')).length).toBeGreaterThan(20);
  });

  it('takes over what the team decides', () => {
    const { stack } = anotherTeamsStack();
    new Redial(stack, 'Redial', {
      functionsFolder,
      removalPolicy: RemovalPolicy.DESTROY,
      logRetention: RetentionDays.ONE_WEEK,
      rollupEvery: Duration.minutes(1),
      publicUrl: 'https://calls.example.com',
      throttle: { ratePerSecond: 20, burst: 40 },
      reservedConcurrency: { ingest: 100 },
    });
    const template = Template.fromStack(stack);
    template.allResources('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Delete',
      Properties: Match.objectLike({ DeletionProtectionEnabled: false }),
    });
    template.allResources('AWS::Logs::LogGroup', { DeletionPolicy: 'Delete', Properties: { RetentionInDays: 7 } });
    template.hasResourceProperties('AWS::Scheduler::Schedule', { ScheduleExpression: 'rate(1 minute)' });
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      DefaultRouteSettings: { ThrottlingBurstLimit: 40, ThrottlingRateLimit: 20 },
    });
    template.hasResourceProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: 100,
      Environment: { Variables: Match.objectLike({ POWERTOOLS_SERVICE_NAME: 'ingest', PUBLIC_URL: 'https://calls.example.com' }) },
    });
  });

  it('hands a function no more batches of its queue than it has concurrency for', () => {
    const { stack } = anotherTeamsStack();
    new Redial(stack, 'Redial', { functionsFolder, reservedConcurrency: { export: 1, reassign: 20 } });
    const mappings = Object.values(Template.fromStack(stack).findResources('AWS::Lambda::EventSourceMapping'));
    const atOnce = mappings.flatMap(({ Properties }) => Properties.ScalingConfig?.MaximumConcurrency ?? []);
    expect(atOnce.toSorted((one, other) => one - other)).toEqual([2, 20, 50, 50]);
  });

  it('runs twice beside itself, on two buses', () => {
    const { stack } = anotherTeamsStack();
    new Redial(stack, 'India', { functionsFolder });
    new Redial(stack, 'Brazil', { functionsFolder, busName: 'redial-brazil' });
    const names = Object.values(Template.fromStack(stack).findResources('AWS::Events::EventBus')).map(({ Properties }) => Properties.Name);
    expect(names).toEqual(['redial', 'redial-brazil']);
  });
});

export type Identity = {
  type: string;
  logicalId: string;
  name: string;
  /** Name of the bus of a rule, the group of a schedule; `default` where there is none. */
  parent: string;
  region: string;
  account: string;
  publicUrl: string;
};

/** The property that names a resource's parent, for types whose ARN holds it. */
export const parentProperty: Record<string, string> = {
  'AWS::Events::Rule': 'EventBusName',
  'AWS::Scheduler::Schedule': 'GroupName',
};

type Attributes = { ref: string } & Record<string, string>;

/** Queue URLs have this origin until a front door is there to lead them to; `.invalid` never resolves, so that nothing leaves the machine. */
export const queueUrlOrigin = 'http://sqs.redial.invalid';

const arn = (service: string, { region, account }: Identity, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;

/** What `Ref` and `Fn::GetAtt` give for each type of resource that can be referred to (as the CloudFormation reference has it). */
const attributesByType: Record<string, (identity: Identity) => Attributes> = {
  'AWS::DynamoDB::Table': (id) => ({
    ref: id.name,
    Arn: arn('dynamodb', id, `table/${id.name}`),
    // DynamoDB Local labels its streams by the hour of their making, which no template can know: pollers ask the table for its own.
    StreamArn: arn('dynamodb', id, `table/${id.name}/stream/local`),
  }),
  'AWS::SQS::Queue': (id) => ({
    ref: queueUrl(id),
    QueueUrl: queueUrl(id),
    QueueName: id.name,
    Arn: arn('sqs', id, id.name),
  }),
  'AWS::S3::Bucket': (id) => ({
    ref: id.name,
    Arn: `arn:aws:s3:::${id.name}`,
    DomainName: `${id.name}.s3.amazonaws.com`,
    RegionalDomainName: `${id.name}.s3.${id.region}.amazonaws.com`,
  }),
  'AWS::Events::EventBus': (id) => ({ ref: id.name, Name: id.name, Arn: arn('events', id, `event-bus/${id.name}`) }),
  'AWS::Events::Rule': (id) => ({
    ref: id.name,
    Arn: arn('events', id, `rule/${id.parent === 'default' ? '' : `${id.parent}/`}${id.name}`),
  }),
  'AWS::Scheduler::Schedule': (id) => ({ ref: id.name, Arn: arn('scheduler', id, `schedule/${id.parent}/${id.name}`) }),
  'AWS::Scheduler::ScheduleGroup': (id) => ({ ref: id.name, Arn: arn('scheduler', id, `schedule-group/${id.name}`) }),
  'AWS::Lambda::Function': (id) => ({ ref: id.name, Arn: arn('lambda', id, `function:${id.name}`) }),
  'AWS::Lambda::EventSourceMapping': (id) => ({ ref: id.logicalId, Id: id.logicalId }),
  'AWS::ApiGatewayV2::Api': (id) => ({ ref: id.logicalId, ApiId: id.logicalId, ApiEndpoint: id.publicUrl }),
  'AWS::ApiGatewayV2::Integration': (id) => ({ ref: id.logicalId }),
  'AWS::ApiGatewayV2::Route': (id) => ({ ref: id.logicalId, RouteId: id.logicalId }),
  'AWS::ApiGatewayV2::Stage': (id) => ({ ref: id.name }),
  'AWS::IAM::Role': (id) => ({ ref: id.name, Arn: `arn:aws:iam::${id.account}:role/${id.name}`, RoleId: id.logicalId }),
  'AWS::IAM::Policy': (id) => ({ ref: id.name, Id: id.name }),
  'AWS::Logs::LogGroup': (id) => ({ ref: id.name, Arn: arn('logs', id, `log-group:${id.name}:*`) }),
  'AWS::CloudWatch::Alarm': (id) => ({ ref: id.name, Arn: arn('cloudwatch', id, `alarm:${id.name}`) }),
  'AWS::KMS::Key': (id) => ({ ref: id.logicalId, KeyId: id.logicalId, Arn: arn('kms', id, `key/${id.logicalId}`) }),
  'AWS::SNS::Topic': (id) => ({ ref: arn('sns', id, id.name), TopicArn: arn('sns', id, id.name), TopicName: id.name }),
};

/** Types without an effect here that nothing refers to. */
const unreferenced = [
  'AWS::SQS::QueuePolicy',
  'AWS::S3::BucketPolicy',
  'AWS::Lambda::Permission',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::CDK::Metadata',
];

export const knownTypes: readonly string[] = [...Object.keys(attributesByType), ...unreferenced];

/** `Ref` (as `ref`) and attributes of a resource; undefined for a type that cannot be referred to. */
export function attributesOf(identity: Identity): Attributes | undefined {
  return attributesByType[identity.type]?.(identity);
}

/** The address that CDK puts together for an API's default stage, to be shown as the public one. */
export function executeApiUrl(logicalId: string, region: string): string {
  return `https://${logicalId}.execute-api.${region}.amazonaws.com`;
}

function queueUrl({ account, name }: Identity): string {
  return `${queueUrlOrigin}/${account}/${name}`;
}

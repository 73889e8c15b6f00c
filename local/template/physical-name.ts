import { createHash } from 'node:crypto';

/** Longest physical names that the services take. */
const longestName: Record<string, number> = {
  'AWS::DynamoDB::Table': 255,
  'AWS::SQS::Queue': 80,
  'AWS::S3::Bucket': 63,
  'AWS::Events::EventBus': 256,
};

const longestOther = 64;

/** Types whose name is not in a property called after the type (as `QueueName` is for `AWS::SQS::Queue`). */
const otherNameProperty: Record<string, string> = {
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::Scheduler::Schedule': 'Name',
  'AWS::Scheduler::ScheduleGroup': 'Name',
};

/** The property in which a template may give a resource of this type its name. */
export function nameProperty(type: string): string {
  return otherNameProperty[type] ?? `${type.split('::')[2]}Name`;
}

/**
 * The name of a resource that the template gives none: made of stack and logical id alone, so that data made by one start is
 * found by the next however the rest of the template changes.
 */
export function physicalName(stackName: string, logicalId: string, type: string): string {
  const name = shortened(`${stackName}-${logicalId}`, longestName[type] ?? longestOther);
  return type === 'AWS::S3::Bucket' ? name.toLowerCase() : name;
}

function shortened(name: string, length: number): string {
  if (name.length <= length) return name;
  const fingerprint = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `${name.slice(0, length - fingerprint.length - 1)}-${fingerprint}`;
}

import * as z from 'zod';
import type { QueueWiring } from '../../wiring.ts';
import { ignored, numeric, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const schema = z.strictObject({
  QueueName: z.string().optional(),
  // Defaults are those of SQS.
  VisibilityTimeout: numeric.default(30),
  MessageRetentionPeriod: numeric.default(345_600),
  RedrivePolicy: z.strictObject({ deadLetterTargetArn: z.string(), maxReceiveCount: numeric }).optional(),
  DelaySeconds: numeric.pipe(z.literal(0)).optional(),
  // The runner's pollers choose their own waiting time.
  ReceiveMessageWaitTimeSeconds: ignored,
  RedriveAllowPolicy: ignored,
  SqsManagedSseEnabled: ignored,
  KmsMasterKeyId: ignored,
  KmsDataKeyReusePeriodSeconds: ignored,
  Tags: ignored,
});

export function queueWiring(resource: ResolvedResource): QueueWiring {
  const queue = readProperties(resource, schema);
  return {
    logicalId: resource.logicalId,
    name: resource.name,
    arn: resource.arn,
    url: resource.ref,
    visibilityTimeoutSeconds: queue.VisibilityTimeout,
    retentionSeconds: queue.MessageRetentionPeriod,
    deadLetter: queue.RedrivePolicy && {
      queueArn: queue.RedrivePolicy.deadLetterTargetArn,
      maxReceiveCount: queue.RedrivePolicy.maxReceiveCount,
    },
  };
}

import * as z from 'zod';
import type { BucketWiring } from '../../wiring.ts';
import { ignored, readProperties } from '../read-properties.ts';
import type { ResolvedResource } from '../resolved-template.ts';

const schema = z.strictObject({
  BucketName: z.string().optional(),
  BucketEncryption: ignored,
  PublicAccessBlockConfiguration: ignored,
  OwnershipControls: ignored,
  LoggingConfiguration: ignored,
  // Days until objects expire or move to a cheaper class: nobody waits for those on one machine.
  LifecycleConfiguration: ignored,
  Tags: ignored,
});

export function bucketWiring(resource: ResolvedResource): BucketWiring {
  readProperties(resource, schema);
  return { logicalId: resource.logicalId, name: resource.name, arn: resource.arn };
}

import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import type { Operations } from './operations.ts';

type FileBucketProps = {
  /** Days after which an object goes, by how its key begins. */
  keptDays: Readonly<Record<string, number>>;
  removalPolicy: Operations['removalPolicy'];
};

/**
 * A bucket for files that people fetch by signed links: private, encrypted, over TLS alone. Files go by themselves, and what a broken
 * upload left is removed after a day. A bucket that still holds files stays when the stack goes: nothing here may empty it.
 */
export class FileBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { keptDays, removalPolicy }: FileBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      objectOwnership: ObjectOwnership.BUCKET_OWNER_ENFORCED,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: removalPolicy === RemovalPolicy.DESTROY ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN,
      lifecycleRules: Object.entries(keptDays).map(([prefix, days]) => ({
        prefix,
        expiration: Duration.days(days),
        abortIncompleteMultipartUploadAfter: Duration.days(1),
      })),
    });
  }
}

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

export type Clients = { dynamodb: DynamoDBClient; sqs: SQSClient; s3: S3Client; destroy: () => void };

/** Clients of the parts themselves, which ask nobody who they are. */
export function clientsOf(endpoints: { dynamodb: string; sqs: string; s3: string }, region: string): Clients {
  const common = { region, credentials: { accessKeyId: 'provision', secretAccessKey: 'provision' } };
  const dynamodb = new DynamoDBClient({ ...common, endpoint: endpoints.dynamodb });
  const sqs = new SQSClient({ ...common, endpoint: endpoints.sqs });
  const s3 = new S3Client({ ...common, endpoint: endpoints.s3, forcePathStyle: true });
  const destroy = () => [dynamodb, sqs, s3].forEach((client) => void client.destroy());
  return { dynamodb, sqs, s3, destroy };
}

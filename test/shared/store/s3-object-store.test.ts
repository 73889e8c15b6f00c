import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll } from 'vitest';
import { startFauxqs } from '../../../local/parts/fauxqs.ts';
import type { Part } from '../../../local/parts/part.ts';
import { s3ObjectStore } from '../../../shared/store/s3-object-store.ts';
import { describeObjectStore } from './object-store.suite.ts';

const bucket = 'files';
let fauxqs: Part;
let client: S3Client;

beforeAll(async () => {
  fauxqs = await startFauxqs({ folder: 'memory' });
  client = new S3Client({ endpoint: fauxqs.url, region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
});

afterAll(async () => {
  client.destroy();
  await fauxqs.stop();
});

describeObjectStore('S3', () => s3ObjectStore({ client, bucket }));

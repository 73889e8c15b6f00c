import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { asciiName } from '../domain/file-name.ts';
import type { ObjectStore } from './object-store.ts';

type Bucket = { client: S3Client; bucket: string };

/** Files in S3. */
export function s3ObjectStore(here: Bucket): ObjectStore {
  const { client, bucket: Bucket } = here;
  return {
    begin: async ({ key, contentType, fileName }) => {
      const ContentDisposition = `attachment; ${named(fileName)}`;
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({ Bucket, Key: key, ContentType: contentType, ContentDisposition }),
      );
      return given(UploadId, 'an upload id');
    },
    putPart: async ({ key, uploadId }, number, bytes) => {
      const part = { Bucket, Key: key, UploadId: uploadId, PartNumber: number, Body: bytes };
      return given((await client.send(new UploadPartCommand(part))).ETag, 'an ETag');
    },
    complete: (upload, etags) => complete(here, upload, etags),
    put: async (key, bytes) => {
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body: bytes }));
    },
    read: async function* (key) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }));
      // A stream in Node, of bytes.
      yield* given(Body, 'a body') as unknown as AsyncIterable<Uint8Array>;
    },
  };
}

/** RFC 6266: a name in plain letters, and as it is for who reads that. */
function named(fileName: string): string {
  const plain = asciiName(fileName);
  if (plain === fileName) return `filename="${plain}"`;
  return `filename="${plain}"; filename*=UTF-8''${encodeURIComponent(fileName).replaceAll('(', '%28').replaceAll(')', '%29')}`;
}

async function complete({ client, bucket: Bucket }: Bucket, upload: { key: string; uploadId: string }, etags: readonly string[]) {
  const { key: Key, uploadId: UploadId } = upload;
  const Parts = etags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
  try {
    await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }));
    return 'complete';
  } catch (error) {
    if (isNamed(error, 'InvalidPart')) return 'gone';
    if (!isNamed(error, 'NoSuchUpload')) throw error;
    // Completed before, by somebody who could not say so any more; or removed.
    return (await isThere({ client, bucket: Bucket }, Key)) ? 'complete' : 'gone';
  }
}

async function isThere({ client, bucket }: Bucket, key: string): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch (error) {
    // Without the right to list, S3 does not say that a key is not there.
    if (isNamed(error, 'NotFound') || isNamed(error, 'Forbidden') || isNamed(error, '403')) return false;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}

function given<Value>(value: Value | undefined, what: string): Value {
  if (value === undefined) throw new Error(`Cannot go on: S3 answered without ${what}`);
  return value;
}

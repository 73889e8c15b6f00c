import type { IncomingHttpHeaders } from 'node:http';
import type { Access } from './call.ts';

type S3Request = {
  method: string;
  /** Path and query, in path style: `/bucket/key?query`. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Only of `DeleteObjects`, which names its keys there. */
  body: Buffer | undefined;
};

type Operation = { method: string; on: 'object' | 'bucket'; query?: string; operation: string; action: string };

/** Most specific first. Source: service authorization reference, Amazon S3 ("API operations and permissions"). */
const operations: Operation[] = [
  { method: 'GET', on: 'object', query: 'uploadId', operation: 'ListParts', action: 's3:ListMultipartUploadParts' },
  { method: 'GET', on: 'object', operation: 'GetObject', action: 's3:GetObject' },
  { method: 'HEAD', on: 'object', operation: 'HeadObject', action: 's3:GetObject' },
  { method: 'PUT', on: 'object', query: 'uploadId', operation: 'UploadPart', action: 's3:PutObject' },
  { method: 'PUT', on: 'object', operation: 'PutObject', action: 's3:PutObject' },
  { method: 'POST', on: 'object', query: 'uploads', operation: 'CreateMultipartUpload', action: 's3:PutObject' },
  { method: 'POST', on: 'object', query: 'uploadId', operation: 'CompleteMultipartUpload', action: 's3:PutObject' },
  { method: 'DELETE', on: 'object', query: 'uploadId', operation: 'AbortMultipartUpload', action: 's3:AbortMultipartUpload' },
  { method: 'DELETE', on: 'object', operation: 'DeleteObject', action: 's3:DeleteObject' },
  { method: 'POST', on: 'bucket', query: 'delete', operation: 'DeleteObjects', action: 's3:DeleteObject' },
  { method: 'GET', on: 'bucket', query: 'uploads', operation: 'ListMultipartUploads', action: 's3:ListBucketMultipartUploads' },
  { method: 'GET', on: 'bucket', query: 'location', operation: 'GetBucketLocation', action: 's3:GetBucketLocation' },
  { method: 'GET', on: 'bucket', operation: 'ListObjectsV2', action: 's3:ListBucket' },
  { method: 'HEAD', on: 'bucket', operation: 'HeadBucket', action: 's3:ListBucket' },
];

export function isDeleteObjects(method: string, path: string): boolean {
  return operationOf(method, partsOf(path))?.operation === 'DeleteObjects';
}

/** What a request to S3 is and needs; an operation that is not in the table needs an action that no policy can give. */
export function s3Accesses({ method, path, headers, body }: S3Request): { operation: string; accesses: Access[] } {
  const parts = partsOf(path);
  const known = operationOf(method, parts);
  if (known === undefined)
    return { operation: `${method} ${parts.key === '' ? 'bucket' : 'object'}`, accesses: [{ action: 's3:unknown', resource: '*' }] };

  const { operation, action } = known;
  const bucket = `arn:aws:s3:::${parts.bucket}`;
  if (operation === 'DeleteObjects') return { operation, accesses: keysIn(body).map((key) => ({ action, resource: `${bucket}/${key}` })) };
  const source = headers['x-amz-copy-source'];
  const copied =
    typeof source === 'string'
      ? [{ action: 's3:GetObject', resource: `arn:aws:s3:::${decodeURIComponent(source).replace(/^\//, '')}` }]
      : [];
  return { operation, accesses: [{ action, resource: known.on === 'bucket' ? bucket : `${bucket}/${parts.key}` }, ...copied] };
}

type Parts = { bucket: string; key: string; query: URLSearchParams };

function partsOf(path: string): Parts {
  const { pathname, searchParams } = new URL(path, 'http://s3');
  const [, bucket = '', ...key] = pathname.split('/');
  return { bucket, key: decodeURIComponent(key.join('/')), query: searchParams };
}

function operationOf(method: string, { bucket, key, query }: Parts): Operation | undefined {
  if (bucket === '') return undefined;
  const on = key === '' ? 'bucket' : 'object';
  return operations.find((one) => one.method === method && one.on === on && (one.query === undefined || query.has(one.query)));
}

const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&amp;': '&' };

function keysIn(body: Buffer | undefined): string[] {
  const keys = String(body ?? '').matchAll(/<Key>([^<]*)<\/Key>/g);
  return [...keys].map(([, key = '']) => key.replaceAll(/&(?:lt|gt|quot|apos|amp);/g, (entity) => entities[entity] ?? entity));
}

import { createHash } from 'node:crypto';
import type { Answer } from '../../../../local/front-door/answers.ts';

export type S3Call = {
  operation: string;
  bucket: string;
  key: string;
  query: URLSearchParams;
  headers: Record<string, string>;
  body: Buffer;
};
export type S3Answer = Omit<Answer, 'body'> & { body: Buffer };
export type StoredObject = { bytes: Buffer; etag: string };

/** S3, as far as functions use it: objects, and uploads in parts. Strongly consistent, as S3 is. */
export type Buckets = {
  handle: (call: S3Call) => S3Answer;
  /** By bucket and key: `bucket/key`. */
  objects: ReadonlyMap<string, StoredObject>;
  /** Uploads that were begun, and neither completed nor aborted, by their ids. */
  uploads: ReadonlyMap<string, Upload>;
};

export type Upload = { place: string; parts: Map<number, StoredObject> };

/** S3 takes no smaller part but the last one. Its 5 MiB are to the 8 that functions upload as this is to what they upload here. */
const leastPartBytes = 400;
const mostParts = 10_000;

export function createBuckets(names: readonly string[]): Buckets {
  const objects = new Map<string, StoredObject>();
  const uploads = new Map<string, Upload>();
  let begun = 0;

  const operations: Record<string, (call: S3Call, place: string) => S3Answer> = {
    PutObject: ({ body }, place) => {
      const object = stored(body);
      objects.set(place, object);
      return answer(200, '', { etag: object.etag });
    },
    GetObject: ({ headers }, place) => {
      const object = objects.get(place);
      return object ? found(object, headers.range ?? headers.Range) : missing();
    },
    HeadObject: (_, place) => {
      const object = objects.get(place);
      return object ? answer(200, '', { etag: object.etag, 'content-length': String(object.bytes.length) }) : answer(403, '');
    },
    CreateMultipartUpload: ({ bucket, key }, place) => {
      begun += 1;
      const uploadId = `upload-${begun}`;
      uploads.set(uploadId, { place, parts: new Map() });
      return xml(200, 'InitiateMultipartUploadResult', `<Bucket>${bucket}</Bucket><Key>${key}</Key><UploadId>${uploadId}</UploadId>`);
    },
    UploadPart: ({ query, body }, place) => {
      const upload = uploadAt(place, query);
      const number = Number(query.get('partNumber'));
      if (!upload) return problem(404, 'NoSuchUpload');
      if (!(Number.isInteger(number) && number >= 1 && number <= mostParts)) return problem(400, 'InvalidArgument');
      const part = stored(body);
      upload.parts.set(number, part);
      return answer(200, '', { etag: part.etag });
    },
    CompleteMultipartUpload: ({ query, body, bucket, key }, place) => {
      const upload = uploadAt(place, query);
      if (!upload) return problem(404, 'NoSuchUpload');
      const named = partsIn(body.toString());
      const wrong = problemOf(named, upload);
      if (wrong !== undefined) return problem(400, wrong);
      const parts = named.flatMap(({ number }) => upload.parts.get(number) ?? []);
      const digests = Buffer.concat(parts.map(({ etag }) => Buffer.from(etag.slice(1, -1), 'hex')));
      const etag = `"${md5(digests)}-${parts.length}"`;
      objects.set(place, { bytes: Buffer.concat(parts.map(({ bytes }) => bytes)), etag });
      uploads.delete(query.get('uploadId') ?? '');
      return xml(200, 'CompleteMultipartUploadResult', `<Bucket>${bucket}</Bucket><Key>${key}</Key><ETag>${etag}</ETag>`);
    },
    AbortMultipartUpload: ({ query }, place) => {
      if (!uploadAt(place, query)) return problem(404, 'NoSuchUpload');
      uploads.delete(query.get('uploadId') ?? '');
      return answer(204, '');
    },
  };

  function uploadAt(place: string, query: URLSearchParams): Upload | undefined {
    const upload = uploads.get(query.get('uploadId') ?? '');
    return upload?.place === place ? upload : undefined;
  }

  return {
    handle(call) {
      if (!names.includes(call.bucket)) return problem(404, 'NoSuchBucket');
      const perform = operations[call.operation];
      if (!perform) throw new Error(`Cannot answer ${call.operation}: the simulated S3 does not know it`);
      return perform(call, `${call.bucket}/${call.key}`);
    },
    objects,
    uploads,
  };
}

type Named = { number: number; etag: string };

/** Source: API reference, CompleteMultipartUpload, "Errors". */
function problemOf(named: readonly Named[], { parts }: Upload): string | undefined {
  if (named.length === 0) return 'MalformedXML';
  if (named.some(({ number }, index) => number <= (named[index - 1]?.number ?? 0))) return 'InvalidPartOrder';
  if (named.some(({ number, etag }) => parts.get(number)?.etag !== etag)) return 'InvalidPart';
  const isTooSmall = named.slice(0, -1).some(({ number }) => (parts.get(number)?.bytes.length ?? 0) < leastPartBytes);
  return isTooSmall ? 'EntityTooSmall' : undefined;
}

function partsIn(text: string): Named[] {
  return [...text.matchAll(/<Part>(.*?)<\/Part>/gs)].map(([, part = '']) => ({
    number: Number(/<PartNumber>(\d+)<\/PartNumber>/.exec(part)?.[1]),
    etag: (/<ETag>(.*?)<\/ETag>/.exec(part)?.[1] ?? '').replaceAll('&quot;', '"'),
  }));
}

/** All of it, or the bytes of a range `bytes=first-last`. */
function found({ bytes, etag }: StoredObject, range: string | undefined): S3Answer {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? [];
  if (first === undefined) return { status: 200, headers: { etag, 'content-length': String(bytes.length) }, body: bytes };
  const end = Math.min(last ? Number(last) : bytes.length - 1, bytes.length - 1);
  if (Number(first) > end) return problem(416, 'InvalidRange');
  const body = bytes.subarray(Number(first), end + 1);
  const headers = { etag, 'content-length': String(body.length), 'content-range': `bytes ${first}-${end}/${bytes.length}` };
  return { status: 206, headers, body };
}

/** What is not there, to somebody who may not list the bucket. Source: API reference, GetObject, "Permissions". */
function missing(): S3Answer {
  return problem(403, 'AccessDenied');
}

function stored(body: Buffer): StoredObject {
  return { bytes: body, etag: `"${md5(body)}"` };
}

function md5(bytes: Buffer): string {
  return createHash('md5').update(bytes).digest('hex');
}

function problem(status: number, code: string): S3Answer {
  return xml(status, 'Error', `<Code>${code}</Code><Message>${code}</Message>`);
}

function xml(status: number, root: string, inside: string): S3Answer {
  return answer(status, `<?xml version="1.0" encoding="UTF-8"?>\n<${root}>${inside}</${root}>`, { 'content-type': 'application/xml' });
}

function answer(status: number, body: string, headers: Record<string, string> = {}): S3Answer {
  return { status, headers, body: Buffer.from(body) };
}

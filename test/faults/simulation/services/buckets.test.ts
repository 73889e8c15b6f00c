import { describe, expect, it } from 'vitest';
import { createBuckets, type S3Call } from './buckets.ts';

const bucket = 'files';

function aBucket() {
  const buckets = createBuckets([bucket]);
  const send = (operation: string, key: string, more: Partial<Omit<S3Call, 'query' | 'body'>> & { query?: string; body?: string } = {}) => {
    const { query = '', body = '', headers = {} } = more;
    return buckets.handle({ operation, bucket, key, headers, query: new URLSearchParams(query), body: Buffer.from(body) });
  };
  const begin = (key: string): string => /<UploadId>(.*)<\/UploadId>/.exec(send('CreateMultipartUpload', key).body.toString())?.[1] ?? '';
  const part = (key: string, uploadId: string, number: number, body: string): string =>
    send('UploadPart', key, { query: `uploadId=${uploadId}&partNumber=${number}`, body }).headers.etag ?? '';
  const complete = (key: string, uploadId: string, parts: readonly [number: number, etag: string][]) => {
    const named = parts.map(([number, etag]) => `<Part><ETag>${etag}</ETag><PartNumber>${number}</PartNumber></Part>`).join('');
    return send('CompleteMultipartUpload', key, { query: `uploadId=${uploadId}`, body: named });
  };
  return { buckets, send, begin, part, complete };
}

const large = 'x'.repeat(500);

describe('the simulated S3', () => {
  it('makes one object of the parts that are named, in their order, and forgets the upload', () => {
    const { send, begin, part, complete, buckets } = aBucket();
    const upload = begin('a');
    const etags = [part('a', upload, 1, large), part('a', upload, 2, 'the end')] as const;
    expect(complete('a', upload, [[1, etags[0]], [2, etags[1]]]).status).toBe(200); // biome-ignore format: pairs
    expect(send('GetObject', 'a').body.toString()).toBe(`${large}the end`);
    expect(buckets.uploads.size).toBe(0);
  });

  it.each([
    ['a part that was replaced', 'InvalidPart', (etag: string): [number, string][] => [[1, `${etag}0`]]],
    ['a part that is not there', 'InvalidPart', (etag: string): [number, string][] => [[1, etag], [3, etag]]], // biome-ignore format: pairs
    ['parts in another order', 'InvalidPartOrder', (etag: string): [number, string][] => [[2, etag], [1, etag]]], // biome-ignore format: pairs
    ['a part that is too small before another', 'EntityTooSmall', (etag: string): [number, string][] => [[1, etag], [2, etag]]], // biome-ignore format: pairs
  ])('refuses %s: %s', (_, code, named) => {
    const { begin, part, complete } = aBucket();
    const upload = begin('a');
    const etag = part('a', upload, 1, 'small');
    part('a', upload, 2, 'small');
    expect(complete('a', upload, named(etag)).body.toString()).toContain(`<Code>${code}</Code>`);
  });

  it('knows no upload that was completed or aborted', () => {
    const { begin, part, complete, send } = aBucket();
    const [one, other] = [begin('a'), begin('a')];
    const etag = part('a', one, 1, 'all');
    complete('a', one, [[1, etag]]);
    send('AbortMultipartUpload', 'a', { query: `uploadId=${other}` });
    for (const upload of [one, other]) expect(complete('a', upload, [[1, etag]]).body.toString()).toContain('NoSuchUpload');
  });

  it('answers a range of an object, and 403 for one that is not there', () => {
    const { send } = aBucket();
    send('PutObject', 'a', { body: 'abcdef' });
    const { status, headers, body } = send('GetObject', 'a', { headers: { range: 'bytes=1-3' } });
    expect([status, headers['content-range'], body.toString()]).toEqual([206, 'bytes 1-3/6', 'bcd']);
    expect(send('GetObject', 'a', { headers: { range: 'bytes=9-' } }).status).toBe(416);
    expect(send('GetObject', 'b').status).toBe(403);
  });
});

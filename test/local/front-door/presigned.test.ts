import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { describe, expect, it } from 'vitest';
import { problemOfLink } from '../../../local/front-door/presigned.ts';

/** A request for a link, as a server gets it. */
function requestOf(link: string, method = 'GET') {
  const { pathname, search, host } = new URL(link);
  return { method, url: pathname + search, headers: { host } };
}

// The example of the Amazon S3 API reference, "Authenticating Requests: Using Query Parameters".
const secret = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY';
const example =
  'https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404';
const made = Date.UTC(2013, 4, 24);
const day = 86_400_000;

describe('a signed link', () => {
  it('works as AWS’s own example does, to its last moment', () => {
    expect(problemOfLink(requestOf(example), secret, made)).toBeUndefined();
    expect(problemOfLink(requestOf(example), secret, made + day)).toBeUndefined();
    expect(problemOfLink(requestOf(example), secret, made + day + 1)).toMatchObject({ code: 'AccessDenied' });
  });

  it.each([
    ['another object', requestOf(example.replace('test.txt', 'other.txt'))],
    ['another host', requestOf(example.replace('examplebucket', 'otherbucket'))],
    ['another method', requestOf(example, 'PUT')],
    ['a longer time', requestOf(example.replace('86400', '864000'))],
    ['no signature', requestOf(example.replace(/&X-Amz-Signature=.*$/, ''))],
    ['no signature and another object', requestOf(example.replace('test.txt', 'other.txt').replace(/&X-Amz-Signature=.*$/, ''))],
    ['another signature', requestOf(example.replace(/404$/, '405'))],
    ['a parameter more', requestOf(`${example}&versionId=1`)],
  ])('is refused for %s', (_, request) => {
    expect(problemOfLink(request, secret, made)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('is refused where nobody is known by its key', () => {
    expect(problemOfLink(requestOf(example), undefined, made)).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it.each(['calls.csv', 'a b(1)!.csv'])('works as the SDK makes it, for the key %j', async (Key) => {
    const credentials = { accessKeyId: 'ASIA1', secretAccessKey: secret, sessionToken: 'e+/=1' };
    const s3 = new S3Client({ endpoint: 'http://127.0.0.1:4000', region: 'ap-south-1', credentials });
    const link = await getSignedUrl(s3, new GetObjectCommand({ Bucket: 'exports', Key }), { expiresIn: 60 });
    expect(problemOfLink(requestOf(link), secret, Date.now())).toBeUndefined();
    expect(problemOfLink(requestOf(link), secret, Date.now() + 61_000)).toMatchObject({ code: 'AccessDenied' });
  });

  it('is not what a request with headers is', () => {
    expect(problemOfLink({ method: 'PUT', url: '/exports/a?uploadId=1', headers: {} }, undefined, 0)).toBeUndefined();
  });
});

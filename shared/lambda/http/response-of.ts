import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { Problem } from './problem.ts';

/** An answer that is not JSON, but text or bytes; its headers say what it is. */
export type FileAnswer = { status: number; file: string | Uint8Array; headers: Readonly<Record<string, string>> };

type JsonAnswer = { status: number; body: unknown; headers?: Readonly<Record<string, string>> };

// Lambda answers at most 6 MB, the envelope and its escapes included.
const largestAnswer = 5_500_000;

/** @throws Problem 400 where the answer is larger than a function can give. */
export function responseOf(answer: JsonAnswer | FileAnswer): APIGatewayProxyStructuredResultV2 {
  const isJson = 'body' in answer;
  const isBytes = !isJson && typeof answer.file !== 'string';
  const body = isJson ? (answer.body === null ? '' : JSON.stringify(answer.body)) : textOf(answer.file);
  const bytes = Buffer.byteLength(body);
  if (bytes > largestAnswer) {
    const megabytes = (bytes / 1e6).toFixed(1);
    throw new Problem(
      400,
      `The answer would have ${megabytes} MB, at most ${largestAnswer / 1e6} MB fit: ask for less at a time, or for an export`,
    );
  }
  const type = isJson && body !== '' ? { 'content-type': 'application/json' } : {};
  return { statusCode: answer.status, headers: { ...type, ...answer.headers }, body, ...(isBytes && { isBase64Encoded: true }) };
}

function textOf(file: string | Uint8Array): string {
  return typeof file === 'string' ? file : Buffer.from(file).toString('base64');
}

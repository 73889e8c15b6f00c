import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { invalid, Problem } from './problem.ts';

/** Bytes of the largest body that the API takes. */
export const largestBody = 256 * 1024;

type Bodied = Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'>;

/** @throws Problem 413 where the body is over 256 kB. */
export function checkSize({ body, isBase64Encoded }: Bodied): void {
  const bytes = Buffer.byteLength(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes > largestBody) throw new Problem(413, `The body has ${bytes} bytes, at most ${largestBody} are taken. Send it in parts`);
}

/** A body as it came. */
export function bytesOf({ body, isBase64Encoded }: Bodied): Buffer {
  return Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
}

/**
 * The JSON of a body, whatever its content type says; no body at all is an object without fields.
 * @throws Problem 400 where it is not JSON.
 */
export function jsonBody(bodied: Bodied): unknown {
  const text = bytesOf(bodied).toString('utf8');
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8 quotes the text around the fault; a body may hold a phone number or a secret.
    const position = error instanceof Error ? /position \d+/.exec(error.message)?.[0] : undefined;
    throw invalid([{ path: '', message: `the body is not JSON${position ? ` (at ${position})` : ''}` }]);
  }
}

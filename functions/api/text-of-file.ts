import { invalid } from '../../shared/lambda/http/problem.ts';

/**
 * The text of a file: UTF-8, or UTF-16 that says so at its beginning. What is neither shows as U+FFFD, so that the lines beside it are not lost.
 * @throws Problem 400 for UTF-16 that does not say so.
 */
export function textOfFile(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  if (bytes.subarray(0, 1000).includes(0)) {
    const message = 'the file looks like UTF-16: save it as "CSV UTF-8", or send it with the content type application/octet-stream';
    throw invalid([{ path: '', message }]);
  }
  return new TextDecoder().decode(bytes);
}

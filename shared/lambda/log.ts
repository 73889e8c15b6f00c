import { Logger } from '@aws-lambda-powertools/logger';
import { type LogCode, logCodes } from './log-codes.ts';

const logger = new Logger();

/** What a log line may hold beside its code: ids, counts and reasons. Never a phone number, a name, a token or a body. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Writes one structured line. The code says what happened; `logCodes` says how bad that is and what it means. */
export function log(code: LogCode, fields: LogFields = {}, error?: unknown): void {
  const { level, means } = logCodes[code];
  logger[level](means, { code, ...fields }, ...(error === undefined ? [] : [{ error: safe(error) }]));
}

// An SDK error may carry the request, and with it a phone number: name and message alone are kept.
function safe(error: unknown): Error {
  if (!(error instanceof Error)) return new Error('not an Error');
  const copy = new Error(error.message);
  copy.name = error.name;
  if (error.stack !== undefined) copy.stack = error.stack;
  return copy;
}

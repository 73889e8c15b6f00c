import { Problem } from './problem.ts';

const retryAfterSeconds = '2';

/** Refusals of AWS services and of the network that pass by themselves. */
const passing: ReadonlySet<string> = new Set([
  'ProvisionedThroughputExceededException',
  'ThrottlingException',
  'RequestLimitExceeded',
  'LimitExceededException',
  'TransactionInProgressException',
  'TransactionConflictException',
  'InternalServerError',
  'ServiceUnavailable',
  'ServiceUnavailableException',
  'TimeoutError',
  'RequestTimeout',
  'AbortError',
]);

/** What a caller is told of any error. What is our own fault is told without a word of its inside. */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  if (isBadCursor(error)) {
    const message = 'it is not a cursor of this list: take it from `next`, or leave it out';
    return new Problem(400, `The request cannot be used: "cursor": ${message}`, { errors: [{ path: 'cursor', message }] });
  }
  if (isPassing(error)) return busy(error);
  return new Problem(500, `Something failed inside Redial. It was logged under the request id ${requestId}`, { cause: error });
}

/** The store refuses for the moment, or no answer came in time. */
export function busy(cause?: unknown): Problem {
  return new Problem(503, 'Redial cannot reach its data just now: send the request again in a moment', {
    headers: { 'retry-after': retryAfterSeconds },
    cause,
  });
}

function isBadCursor(error: unknown): boolean {
  return error instanceof Error && (error.name === 'BadCursor' || codeOf(error) === 'bad-cursor');
}

/** Whether something failed that passes by itself: it is worth another try. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  if (passing.has(error.name) || isThrottled(error) || ('$fault' in error && error.$fault === 'server')) return true;
  return /^(ECONN|ENOTFOUND|ETIMEDOUT|EPIPE|EAI_)/.test(codeOf(error) ?? '') || isPassing(error.cause);
}

/** A transaction says of each of its actions why it was not carried out. */
function isThrottled(error: Error): boolean {
  const reasons = 'CancellationReasons' in error && Array.isArray(error.CancellationReasons) ? error.CancellationReasons : [];
  return reasons.some((reason) => /^(Throttling|ProvisionedThroughput)/.test(reason?.Code ?? ''));
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

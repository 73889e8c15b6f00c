/** What Lambda reports of an invocation that did not give a result. */
export type InvocationError = {
  /**
   * `function`: the code threw, timed out or died. The others never reached the code: `throttled` (no concurrency left),
   * `too-large` (payload over the limit), `unknown-function`, `stopping` (the runner ends; whoever keeps the work keeps it).
   */
  reason: 'function' | 'throttled' | 'too-large' | 'unknown-function' | 'stopping';
  errorType: string;
  errorMessage: string;
  trace?: string[];
};

export type InvocationOutcome = { ok: true; payload: unknown } | { ok: false; error: InvocationError };

/** A refusal of the invocation itself, before any code ran. */
export function refused(
  reason: Exclude<InvocationError['reason'], 'function'>,
  errorType: string,
  errorMessage: string,
): InvocationOutcome {
  return { ok: false, error: { reason, errorType, errorMessage } };
}

/** A failure of the function's code or of its environment. */
export function failed(errorType: string, errorMessage: string, trace?: string[]): InvocationOutcome {
  return { ok: false, error: { reason: 'function', errorType, errorMessage, ...(trace && { trace }) } };
}

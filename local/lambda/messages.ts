/** What the runner and the worker thread of a function tell each other. Payloads travel as JSON text, as they do in Lambda. */

export type RuntimeOptions = {
  codeFolder: string;
  handler: string;
  functionName: string;
  functionArn: string;
  memoryMegabytes: number;
};

export type ToRuntime = { requestId: string; payload: string; deadlineMs: number };

export type RuntimeError = { errorType: string; errorMessage: string; trace: string[] };

export type FromRuntime =
  | { kind: 'ready' }
  | { kind: 'not-ready'; error: RuntimeError }
  | { kind: 'succeeded'; requestId: string; payload: string }
  | { kind: 'failed'; requestId: string; error: RuntimeError }
  /** An error that no handler caught; the thread ends after it. */
  | { kind: 'broken'; error: RuntimeError };

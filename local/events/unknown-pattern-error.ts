/** An event pattern that EventBridge would refuse, or that this matcher does not know. */
export class UnknownPatternError extends Error {
  readonly code = 'unknown-pattern';

  constructor(path: string | undefined, problem: string) {
    super(`Cannot compile the event pattern: ${path === undefined ? 'the pattern' : `the field "${path}"`} ${problem}`);
    this.name = 'UnknownPatternError';
  }
}

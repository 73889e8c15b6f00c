/** An answer of DynamoDB that is not 200: its name as SDKs know it, and what else the body carries. */
export class ServiceError extends Error {
  readonly code: string;
  readonly details: Record<string, unknown>;

  constructor(code: string, message: string, details: Record<string, unknown> = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }
}

/** What the caller asked for is wrong in itself. */
export function invalid(message: string): ServiceError {
  return new ServiceError('ValidationException', message);
}

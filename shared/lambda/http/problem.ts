/** One field of a request and what is wrong with it; the path is dotted, as in `followUp.at`. */
export type FieldError = { path: string; message: string };

type Details = {
  errors?: readonly FieldError[];
  /** Id of the thing that is there already. */
  existing?: string;
  headers?: Readonly<Record<string, string>>;
  cause?: unknown;
};

const titles = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Content Too Large',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
} as const;

export type ProblemStatus = keyof typeof titles;

/** What a caller is told instead of an answer, as RFC 9457 has it. Thrown anywhere behind the API, put into words once. */
export class Problem extends Error {
  override name = 'Problem';
  status: ProblemStatus;
  details: Details;

  /** @param detail what was tried, with which value, why it failed, and what to do; shown to the caller */
  constructor(status: ProblemStatus, detail: string, details: Details = {}) {
    super(detail, { cause: details.cause });
    this.status = status;
    this.details = details;
  }

  get body() {
    const { errors, existing } = this.details;
    const { status, message: detail } = this;
    return { type: 'about:blank', title: titles[status], status, detail, ...(errors && { errors }), ...(existing && { existing }) };
  }
}

/** A thing that is not there, or that the caller may not see: the two look the same. */
export function notFound(what: string, id: string): Problem {
  return new Problem(404, `There is no ${what} "${id}" that this token sees`);
}

/** Fields of the request that cannot be as they are. */
export function invalid(errors: readonly FieldError[]): Problem {
  const [first] = errors;
  const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
  const where = first?.path ? `"${first.path}": ` : '';
  return new Problem(400, `The request cannot be used: ${where}${first?.message ?? 'it is not valid'}${more}`, { errors });
}

import type { z } from 'zod';
import type { Role } from '../domain/workspace.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of the API: from these are made the router, the authorization, the OpenAPI document and the tests of every role. */
export type Route = {
  /** Unique; the `operationId` of the OpenAPI document. */
  operation: string;
  method: Method;
  path: `/${string}`;
  summary: string;
  /** Who may ever use it; what of it they see is the handler's to decide. */
  roles: readonly Role[] | 'public';
  /** The function that answers it. */
  servedBy: 'api' | 'reports' | 'assign';
  /** Strict: an unknown parameter is refused by name. Without one, no parameter is known. */
  query?: z.ZodObject;
  /** Strict, like the query. */
  body?: z.ZodType;
  /** Takes a body of this type instead of JSON, as its bytes; whatever the request's content type says. */
  takes?: 'text/csv';
  /** What it answers when all is well, by HTTP status; null for no content. */
  answers: Readonly<Record<number, z.ZodType | null>>;
  /** Media types that it can answer besides JSON. */
  alsoAnswers?: readonly string[];
  /** Its body names what may not be there, or not be seen by the caller: a 404, as in a path. */
  namesInBody?: true;
  /** Creates a thing, and so takes an `Idempotency-Key`. */
  creates?: true;
};

type ParamOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | ParamOf<Rest> : never;

export type ParamsOf<R extends Route> = Readonly<Record<ParamOf<R['path']>, string>>;
export type QueryOf<R extends Route> = R['query'] extends z.ZodType ? z.output<R['query']> : Readonly<Record<string, never>>;
export type BodyOf<R extends Route> = R['takes'] extends string ? Buffer : R['body'] extends z.ZodType ? z.output<R['body']> : undefined;

type BodyFor<Schema> = Schema extends z.ZodType ? z.output<Schema> : null;

/** A good answer of a route: one of its statuses with the body that the table promises for it. */
export type AnswerOf<R extends Route> = {
  [Status in keyof R['answers'] & number]: {
    status: Status;
    body: BodyFor<R['answers'][Status]>;
    headers?: Readonly<Record<string, string>>;
  };
}[keyof R['answers'] & number];

/** Keeps the literal types of a row of the table, so that its handler is checked against it. */
export function route<const R extends Route>(row: R): R {
  return row;
}

import type { FieldError } from '../../shared/lambda/http/problem.ts';

/** What is wrong with an id that a request gives: nothing, where it names one of these or clears the field. */
export function known(path: string, id: string | null | undefined, all: readonly { id: string }[]): FieldError[] {
  if (id === null || id === undefined || all.some((one) => one.id === id)) return [];
  return [{ path, message: `there is no "${id}"` }];
}

import type { Statement } from '../../../shared/domain/fact.ts';
import type { Reading } from './dialler.ts';

/** A message that could not be read, with every problem found in it. */
export function unreadable(...problems: readonly string[]): Reading {
  return { kind: 'unreadable', why: `Cannot read the call in this webhook: ${problems.join('; ')}.` };
}

export function ignored(why: string): Reading {
  return { kind: 'ignored', why };
}

/** One statement, if nothing in its message was a problem. Without an id of their own, all such calls would be one. */
export function readingOf(statement: Statement, problems: readonly string[]): Reading {
  if (statement.externalId === '' && problems.length === 0) return unreadable('the id of the call is missing');
  return problems.length > 0 ? unreadable(...problems) : { kind: 'statements', statements: [statement] };
}

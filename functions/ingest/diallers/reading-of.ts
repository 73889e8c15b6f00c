import type { Statement } from '../../../shared/domain/fact.ts';
import type { Reading } from './dialler.ts';

/** A message that could not be read, with every problem found in it. */
export function unreadable(...problems: readonly string[]): Reading {
  return { kind: 'unreadable', why: `Cannot read the call in this webhook: ${problems.join('; ')}.` };
}

export function ignored(why: string): Reading {
  return { kind: 'ignored', why };
}

/** One statement, if nothing in its message was a problem. */
export function readingOf(statement: Statement, problems: readonly string[]): Reading {
  return problems.length > 0 ? unreadable(...problems) : { kind: 'statements', statements: [statement] };
}

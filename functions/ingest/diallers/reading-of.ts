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
  return readingOfAll([statement], problems);
}

/** The same of a message that makes several statements. */
export function readingOfAll(statements: readonly Statement[], problems: readonly string[]): Reading {
  if (problems.length > 0) return unreadable(...problems);
  return statements.some(({ externalId }) => externalId === '')
    ? unreadable('the id of the call is missing')
    : { kind: 'statements', statements };
}

/** One reading of several messages that came together: all that they state, or nothing where any of them cannot be read. */
export function combinedReading(readings: readonly Reading[]): Reading {
  const odd = readings.find(({ kind }) => kind === 'unreadable');
  if (odd) return odd;
  const statements = readings.flatMap((reading) => (reading.kind === 'statements' ? reading.statements : []));
  return statements.length > 0 ? { kind: 'statements', statements } : (readings[0] ?? ignored('There is no message in it'));
}

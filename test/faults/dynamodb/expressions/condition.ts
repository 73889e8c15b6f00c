import type { AttributeValue } from '../values/attribute-value.ts';
import type { DocumentPath } from './document-path.ts';
import type { Operand } from './token-reader.ts';

/** An operand of a condition; `size(path)` counts as a number. */
export type Comparable = Operand | { kind: 'size'; path: DocumentPath };

export const comparators = ['=', '<>', '<', '<=', '>', '>='] as const;
export type Comparator = (typeof comparators)[number];

/** What a condition, filter or key condition says. */
export type Condition =
  | { kind: 'and' | 'or'; left: Condition; right: Condition }
  | { kind: 'not'; of: Condition }
  | { kind: 'compare'; left: Comparable; comparator: Comparator; right: Comparable }
  | { kind: 'between'; value: Comparable; low: Comparable; high: Comparable }
  | { kind: 'in'; value: Comparable; members: readonly Comparable[] }
  | { kind: 'exists' | 'not-exists'; path: DocumentPath }
  | { kind: 'type'; path: DocumentPath; type: AttributeValue }
  | { kind: 'begins' | 'contains'; path: DocumentPath; value: Comparable };

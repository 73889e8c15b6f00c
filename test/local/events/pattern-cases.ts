import { structureCases } from './pattern-structure-cases.ts';
import { valueCases } from './pattern-value-cases.ts';

/** What a pattern says of an event: a fact, the pattern, the event, and whether it matches. */
export type PatternCase = readonly [fact: string, pattern: unknown, event: unknown, verdict: 'matches' | 'passes by'];

export const patternCases: readonly PatternCase[] = [...valueCases, ...structureCases];

import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../../local/events/pattern.ts';
import { UnknownPatternError } from '../../../local/events/unknown-pattern-error.ts';
import { patternCases } from './pattern-cases.ts';
import { patternRefusals } from './pattern-refusals.ts';

describe('compilePattern', () => {
  it.each(patternCases)('%s', (_fact, pattern, event, verdict) => {
    expect(compilePattern(pattern)(event)).toBe(verdict === 'matches');
  });

  it.each(patternRefusals)('refuses %s', (_what, pattern, says) => {
    expect(() => compilePattern(pattern)).toThrow(UnknownPatternError);
    expect(() => compilePattern(pattern)).toThrow(says);
  });

  it('knows more than 150 cases, each by a name of its own', () => {
    const names = [...patternCases.map(([fact]) => fact), ...patternRefusals.map(([what]) => `refuses ${what}`)];
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThan(150);
  });

  it('takes exactly 1000 combinations of $or', () => {
    const of = (name: string, count: number) => ({ $or: Array.from({ length: count }, (_, index) => ({ [name]: [index] })) });
    const matches = compilePattern({ ...of('a', 40), d: of('b', 25) });
    expect(matches({ a: 39, d: { b: 24 } })).toBe(true);
    expect(matches({ a: 40, d: { b: 24 } })).toBe(false);
  });
});

describe('compilePattern for a DynamoDB stream', () => {
  const record = { eventName: 'MODIFY', dynamodb: { NewImage: { status: { S: 'Busy' }, talkSeconds: { N: '0' } } } };

  it('refuses numeric, at whatever depth', () => {
    const pattern = { dynamodb: { $or: [{ NewImage: { talkSeconds: { N: [{ numeric: ['=', 0] }] } } }, { Keys: { id: ['x'] } }] } };
    expect(() => compilePattern(pattern, { numericAllowed: false })).toThrow(
      /"dynamodb\.NewImage\.talkSeconds\.N" uses "numeric".*strings/,
    );
    expect(compilePattern(pattern)(record)).toBe(false);
  });

  it('compares numbers as the strings that the stream writes', () => {
    const pattern = { eventName: ['INSERT', 'MODIFY'], dynamodb: { NewImage: { talkSeconds: { N: ['0'] } } } };
    expect(compilePattern(pattern, { numericAllowed: false })(record)).toBe(true);
  });
});

describe('UnknownPatternError', () => {
  it('says that the pattern could not be compiled, and has a code', () => {
    const error = new UnknownPatternError('detail.status', 'lists nothing');
    expect(error).toMatchObject({ name: 'UnknownPatternError', code: 'unknown-pattern' });
    expect(error.message).toBe('Cannot compile the event pattern: the field "detail.status" lists nothing');
  });
});

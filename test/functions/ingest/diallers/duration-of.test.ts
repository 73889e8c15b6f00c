import { describe, expect, it } from 'vitest';
import { durationOf } from '../../../../functions/ingest/diallers/duration-of.ts';

describe('durationOf', () => {
  it.each([
    ['39', 'seconds', 39],
    ['39.6', 'seconds', 40],
    ['0', 'seconds', 0],
    ['86400', 'seconds', 86_400],
    ['86401', 'seconds', undefined],
    ['-1', 'seconds', undefined],
    ['1e3', 'seconds', undefined],
    ['', 'seconds', undefined],
    ['00:39', 'seconds', 39],
    ['00:01:20', 'seconds', 80],
    ['00:01:20', 'minutes', undefined],
    ['39499', 'milliseconds', 39],
    ['0.65', 'minutes', 39],
    ['3', 'minutes', 180],
    ['00:00:39', 'hh:mm:ss', 39],
    ['01:02:03', 'hh:mm:ss', 3723],
    ['1:02:03', 'hh:mm:ss', 3723],
    ['00:06', 'hh:mm:ss', 6],
    ['0:06', 'hh:mm:ss', 6],
    [' 00:00:10 ', 'hh:mm:ss', 10],
    ['00:60:00', 'hh:mm:ss', undefined],
    ['00:00:60', 'hh:mm:ss', undefined],
    ['25:00:00', 'hh:mm:ss', undefined],
    ['39', 'hh:mm:ss', undefined],
  ] as const)('"%s" in %s is %s s', (text, unit, seconds) => {
    expect(durationOf(text, unit)).toBe(seconds);
  });
});

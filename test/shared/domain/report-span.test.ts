import { describe, expect, it } from 'vitest';
import { spanProblem } from '../../../shared/domain/report-span.ts';

describe('spanProblem', () => {
  it.each([
    ['2026-11-22', '2026-11-22', 'day'],
    ['2025-01-01', '2026-02-04', 'day'],
    ['2017-01-01', '2026-11-22', 'month'],
  ] as const)('finds nothing wrong with %s to %s by %s', (from, to, interval) => {
    expect(spanProblem({ from, to, interval })).toBeUndefined();
  });

  it.each([
    ['2026-11-23', '2026-11-22', 'day', 'from', '2026-11-23 is after to, 2026-11-22: the first day comes first'],
    [
      '2025-01-01',
      '2026-02-05',
      'day',
      'to',
      '2025-01-01 to 2026-02-05 are 401 days, and at most 400 are answered at once: ask for fewer, or by week, month or total',
    ],
    ['0001-01-01', '9999-12-31', 'total', 'to', expect.stringContaining('at most 3660')],
  ] as const)('names, of %s to %s by %s, the field %s', (from, to, interval, path, message) => {
    expect(spanProblem({ from, to, interval })).toEqual({ path, message });
  });
});

import { describe, expect, it } from 'vitest';
import { periodOf } from '../../../shared/domain/period-of.ts';

const span = { from: '2026-01-01', to: '2027-12-31' };

describe('periodOf', () => {
  it.each([
    ['day', '2026-11-22', '2026-11-22'],
    ['month', '2026-11-22', '2026-11'],
    ['total', '2026-11-22', '2026-01-01/2027-12-31'],
    ['week', '2026-11-22', '2026-W47'],
    ['week', '2026-11-23', '2026-W48'],
    ['week', '2026-12-31', '2026-W53'],
    ['week', '2027-01-03', '2026-W53'],
    ['week', '2027-01-04', '2027-W01'],
    ['week', '2024-12-30', '2025-W01'],
    ['week', '2023-01-01', '2022-W52'],
    ['week', '2026-01-01', '2026-W01'],
  ] as const)('puts, by %s, %s into %s', (interval, day, period) => {
    expect(periodOf(day, { ...span, interval })).toBe(period);
  });
});

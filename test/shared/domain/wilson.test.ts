import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilsonInterval } from '../../../shared/domain/wilson.ts';

/** Where the score test of a rate just does not reject the sample: the roots of (1 + z²/n) x² − (2p + z²/n) x + p² = 0. */
function rootsOfScore(numerator: number, denominator: number): [number, number] {
  const zz = 1.959963984540054 ** 2 / denominator;
  const rate = numerator / denominator;
  const [a, b, c] = [1 + zz, -(2 * rate + zz), rate ** 2];
  const root = Math.sqrt(b ** 2 - 4 * a * c);
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

describe('wilsonInterval', () => {
  it.each([
    // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i out of %i is %f to %f', (numerator, denominator, low, high) => {
    const interval = wilsonInterval(numerator, denominator);
    expect(interval?.low).toBeCloseTo(low, 4);
    expect(interval?.high).toBeCloseTo(high, 4);
  });

  it('is what the score test allows, whatever the sample, and holds its rate', () => {
    const sample = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(sample, ([numerator, denominator]) => {
        const { low, high } = wilsonInterval(numerator, denominator) ?? { low: Number.NaN, high: Number.NaN };
        const [lowest, highest] = rootsOfScore(numerator, denominator);
        expect(low).toBeCloseTo(lowest, 7);
        expect(high).toBeCloseTo(highest, 7);
        expect(low <= numerator / denominator && numerator / denominator <= high).toBe(true);
      }),
    );
  });

  it('is none of nothing', () => {
    expect(wilsonInterval(0, 0)).toBeUndefined();
  });
});

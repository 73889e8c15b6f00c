/** Where the rate of which this is a sample lies, with 95 % confidence. */
export type Interval = { low: number; high: number };

// The 97.5 % quantile of the normal distribution.
const z = 1.959963984540054;

/**
 * Wilson's score interval of so many out of so many, unrounded: it stays within 0 and 1, and is honest about few calls.
 * Undefined where there is nothing to divide by.
 * Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilsonInterval(numerator: number, denominator: number): Interval | undefined {
  if (denominator === 0) return undefined;
  const rate = numerator / denominator;
  const shrink = 1 + z ** 2 / denominator;
  const centre = (rate + z ** 2 / (2 * denominator)) / shrink;
  const half = (z / shrink) * Math.sqrt((rate * (1 - rate)) / denominator + z ** 2 / (4 * denominator ** 2));
  return { low: numerator === 0 ? 0 : centre - half, high: numerator === denominator ? 1 : centre + half };
}

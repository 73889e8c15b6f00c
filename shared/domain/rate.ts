import { type Interval, wilsonInterval } from './wilson.ts';

/** `value` is null where the denominator is 0, and never rounded. */
export type Ratio = { value: number | null; numerator: number; denominator: number };

/** A share of calls or leads, and where it lies with 95 % confidence; there is no interval of nothing. */
export type RateMeasure = Ratio & { interval?: Interval };

export function ratioOf(numerator: number, denominator: number): Ratio {
  return { value: denominator === 0 ? null : numerator / denominator, numerator, denominator };
}

export function rateOf(numerator: number, denominator: number): RateMeasure {
  const interval = wilsonInterval(numerator, denominator);
  return { ...ratioOf(numerator, denominator), ...(interval && { interval }) };
}

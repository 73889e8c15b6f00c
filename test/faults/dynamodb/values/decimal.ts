import { invalid } from '../service-error.ts';

/** coefficient × 10^exponent, with no trailing zero in the coefficient. */
type Decimal = { coefficient: bigint; exponent: number };

const wellFormed = /^([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d{1,6}))?$/;
const smallInteger = /^(?:0|-?[1-9]\d{0,14})$/;
const mostDigits = 38;

/**
 * The number as DynamoDB gives it back: no leading or trailing zeros, no exponent.
 * @throws ServiceError for what is no number, has more than 38 digits, or lies outside of 1E-130 to 9.9…E+125.
 */
export function canonicalNumber(text: string): string {
  return smallInteger.test(text) ? text : textOf(decimalOf(text));
}

/** Below 0, 0 or above 0, as sorting wants it. */
export function compareNumbers(one: string, other: string): number {
  if (smallInteger.test(one) && smallInteger.test(other)) return Number(one) - Number(other);
  const [a, b] = aligned(one, other);
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The sum of two numbers, or their difference with `sign` -1. */
export function addNumbers(one: string, other: string, sign: 1 | -1 = 1): string {
  const [a, b, exponent] = aligned(one, other);
  return canonicalNumber(textOf(trimmed(a + BigInt(sign) * b, exponent)));
}

function aligned(one: string, other: string): [bigint, bigint, number] {
  const [a, b] = [decimalOf(one), decimalOf(other)];
  const exponent = Math.min(a.exponent, b.exponent);
  return [scaled(a, exponent), scaled(b, exponent), exponent];
}

function scaled({ coefficient, exponent }: Decimal, to: number): bigint {
  return coefficient * 10n ** BigInt(exponent - to);
}

function decimalOf(text: string): Decimal {
  const [, sign, whole = '', fraction = '', power = '0'] = wellFormed.exec(text) ?? [];
  if (whole + fraction === '') throw invalid(`The parameter cannot be converted to a numeric value: ${text}`);
  const decimal = trimmed(BigInt(whole + fraction) * (sign === '-' ? -1n : 1n), Number(power) - fraction.length);
  const digits = String(decimal.coefficient).replace('-', '').length;
  if (digits > mostDigits) throw invalid('Attempting to store more than 38 significant digits in a Number');
  if (decimal.coefficient === 0n) return { coefficient: 0n, exponent: 0 };
  const magnitude = decimal.exponent + digits - 1;
  if (magnitude > 125) throw invalid('Number overflow. Attempting to store a number with magnitude larger than supported range');
  if (magnitude < -130) throw invalid('Number underflow. Attempting to store a number with magnitude smaller than supported range');
  return decimal;
}

function trimmed(coefficient: bigint, exponent: number): Decimal {
  if (coefficient === 0n) return { coefficient, exponent: 0 };
  const zeros = /0*$/.exec(String(coefficient))?.[0].length ?? 0;
  return { coefficient: coefficient / 10n ** BigInt(zeros), exponent: exponent + zeros };
}

function textOf({ coefficient, exponent }: Decimal): string {
  const sign = coefficient < 0n ? '-' : '';
  const digits = String(coefficient).replace('-', '');
  if (exponent >= 0) return sign + digits + '0'.repeat(exponent);
  const padded = digits.padStart(1 - exponent, '0');
  return `${sign}${padded.slice(0, exponent)}.${padded.slice(exponent)}`;
}

import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Words that stand in a number's place where the caller's is withheld. */
const withheldWords: ReadonlySet<string> = new Set([
  'anonymous',
  'blocked',
  'n/a',
  'none',
  'private',
  'restricted',
  'unavailable',
  'unknown',
  'withheld',
]);

/** The same words spelled on a keypad (2 is ABC, 3 is DEF, …), as some carriers send them: ANONYMOUS, BLOCKED, RESTRICTED, UNAVAILABLE, UNKNOWN. */
const withheldNumbers: ReadonlySet<string> = new Set(['+266696687', '+2562533', '+7378742833', '+86282452253', '+8656696']);

export function isWithheld(text: string): boolean {
  const trimmed = text.trim();
  return withheldWords.has(trimmed.toLowerCase()) || withheldNumbers.has(trimmed);
}

// A full number in E.164 stands even where the metadata does not know its range yet.
const e164 = /^\+[1-9]\d{7,14}$/;

/**
 * A phone number in E.164; one without a country is read as one of `region` (ISO 3166, two letters).
 * Undefined for what nobody could dial. A possible length is enough: ranges change faster than metadata.
 */
export function toE164(text: string, region: string): string | undefined {
  const country = region.toUpperCase();
  const options = isSupportedCountry(country) ? { defaultCountry: country, extract: false } : { extract: false };
  const parsed = parsePhoneNumberFromString(text.trim(), options);
  if (parsed?.isPossible()) return parsed.number;
  const digits = text.replace(/[\s().-]/g, '');
  return e164.test(digits) ? digits : undefined;
}

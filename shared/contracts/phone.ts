import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';

// A full number in E.164 stands even where the metadata does not know its range yet.
const e164 = /^\+[1-9]\d{7,14}$/;

/**
 * A telephone number in E.164 (`+919812345678`), or undefined for what nobody could dial.
 * Only its length is judged, not whether the range is given out: ranges change faster than metadata.
 * @param region country (ISO 3166, two letters) of a number without a country code
 */
export function toE164(text: string, region: string): string | undefined {
  const country = region.toUpperCase();
  const options = isSupportedCountry(country) ? { defaultCountry: country, extract: false } : { extract: false };
  const parsed = parsePhoneNumberFromString(text.trim(), options);
  if (parsed?.isPossible()) return parsed.number;
  const digits = text.replace(/[\s().-]/g, '');
  return e164.test(digits) ? digits : undefined;
}

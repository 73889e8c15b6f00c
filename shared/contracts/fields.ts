import * as z from 'zod';

/** Text that a person gave: trimmed, not empty, and storable (a lone half of a surrogate pair is not). */
export function text(longest: number) {
  return z
    .string()
    .trim()
    .min(1, 'it is empty')
    .max(longest, `it is longer than ${longest} characters`)
    .refine((value) => value.isWellFormed(), 'it holds half a character');
}

/** An id that Redial gave. */
export const id = z.string().regex(/^[\w-]{1,64}$/, 'it is not an id');

/** A moment of RFC 3339, in UTC or with its offset; given on in UTC. */
export const instant = z.iso
  .datetime({ offset: true, error: 'it is not a time with its zone, like 2026-11-24T04:30:00Z or 2026-11-24T10:00:00+05:30' })
  .transform((given) => new Date(given).toISOString())
  // The first and the last day of what RFC 3339 can write may lie beyond it in UTC.
  .refine((utc) => /^\d{4}-/.test(utc), 'it is not a time that can be kept');

export const day = z.iso.date('a day is written YYYY-MM-DD');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const timezone = z
  .string()
  .max(64)
  .refine(isZone, 'it is not a time zone of the IANA database, like Asia/Kolkata')
  .meta({ examples: ['Asia/Kolkata'] });

const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

// ZZ is what Unicode calls an unknown country; anything but two letters makes Intl throw.
const isCountry = (code: string) => /^[A-Z]{2}$/.test(code) && code !== 'ZZ' && countries.of(code) !== undefined;

export const region = z
  .string()
  .refine(isCountry, 'it is not a country of ISO 3166 in two capital letters, like IN')
  .meta({ examples: ['IN'] });

/** A number as a person or a system wrote it; what it comes to depends on the workspace's region. */
export const phone = text(40).meta({ description: 'E.164, or as it is written in the region of the workspace' });

export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day is written HH:MM');

export const tags = z
  .array(text(60))
  .max(30)
  .transform((given) => [...new Set(given)]);

/** People and structure as they are shown. */
export const named = z.strictObject({ id: z.string(), name: z.string() });

export const noFields = z.strictObject({});

/** Of every list. */
export const page = { limit: z.coerce.number().int().min(1).max(1000).default(50), cursor: z.string().max(2000).optional() };

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.strictObject({ items: z.array(item), next: z.string().nullable() });
}

/** `true` or `false` in a query. */
export const yesOrNo = z.enum(['true', 'false']).transform((word) => word === 'true');

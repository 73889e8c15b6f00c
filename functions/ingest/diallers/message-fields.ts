import { toE164 } from '../../../shared/contracts/phone.ts';
import type { Instant } from '../../../shared/domain/instant.ts';
import type { DiallerSettings } from './dialler.ts';
import { instantOf } from './instant-of.ts';
import { isWithheld } from './is-withheld.ts';

/** No call lasts longer: a day of talk is a wrong unit, or a clock gone wrong. */
export const longestCallSeconds = 86_400;

const idLimit = 256;
const urlLimit = 2048;
const noteLimit = 10_000;

type Places = Pick<DiallerSettings, 'timezone' | 'region'>;

/**
 * Reads the fields of one message by name, wherever `lookup` finds them: JSON, a form, a query.
 * What is absent, null or blank is undefined; what cannot be read is undefined and a problem, so that nothing is dropped unsaid.
 */
export class MessageFields {
  /** Sentences that name a field each, without a full stop; never a value that could be personal. */
  readonly problems: string[] = [];
  readonly #lookup: (name: string) => unknown;
  readonly #places: Places;

  constructor(lookup: (name: string) => unknown, places: Places) {
    this.#lookup = lookup;
    this.#places = places;
  }

  /** Whether there is text, or a number, under that name. */
  has(name: string): boolean {
    const text = scalarText(this.#lookup(name));
    return text !== undefined && text.trim() !== '';
  }

  /** Up to 256 characters; a number is taken as its digits. */
  text(name: string): string | undefined {
    return this.#textUpTo(idLimit, name)?.toWellFormed();
  }

  note(name: string): string | undefined {
    return this.#textUpTo(noteLimit, name)?.toWellFormed();
  }

  /** An id is a key: what would be changed on its way to storage is refused, not repaired. */
  id(name: string): string | undefined {
    const id = this.#textUpTo(idLimit, name);
    if (id === undefined) return undefined;
    return this.#understood(isPlain(id) ? id : undefined, `${name} holds control characters or broken Unicode`);
  }

  url(name: string): string | undefined {
    const url = this.#textUpTo(urlLimit, name);
    if (url === undefined) return undefined;
    return this.#understood(/^https?:\/\/./i.test(url) && URL.canParse(url) ? url : undefined, `${name} is not an http or https address`);
  }

  instant(name: string): Instant | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const expected = `${name} is not a time: send RFC 3339, such as 2026-11-22T10:53:00Z`;
    return this.#understood(instantOf(text, this.#places.timezone), expected);
  }

  /** A duration in whole seconds, at most a day. */
  seconds(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const expected = `${name} is not a whole number of seconds from 0 to ${longestCallSeconds} (24 hours)`;
    return this.#understood(wholeSeconds(text), expected);
  }

  /** E.164; undefined, and no problem, for a number that the caller withheld. */
  phone(name: string): string | undefined {
    const text = this.text(name);
    if (text === undefined || isWithheld(text)) return undefined;
    const expected = `${name} is not a phone number that can be dialled in ${this.#places.region}: send E.164 (+, country, number)`;
    return this.#understood(toE164(text, this.#places.region), expected);
  }

  /** E.164; undefined, and no problem, for what cannot be dialled: carriers put all sorts of things in a number's place. */
  anyPhone(name: string): string | undefined {
    const text = this.text(name);
    return text === undefined || isWithheld(text) ? undefined : toE164(text, this.#places.region);
  }

  /** Whatever `read` makes of the text; `expected` says what it would have understood. */
  read<Value>(name: string, read: (text: string) => Value | undefined, expected: string): Value | undefined {
    const text = this.text(name);
    return text === undefined ? undefined : this.#understood(read(text), `${name} is not ${expected}`);
  }

  #textUpTo(limit: number, name: string): string | undefined {
    const value = this.#lookup(name) ?? undefined;
    if (value === undefined) return undefined;
    const text = scalarText(value);
    if (text === undefined) return this.#understood(undefined, `${name} is ${kindOf(value)}, not text`);
    if (text.length > limit) return this.#understood(undefined, `${name} is longer than ${limit} characters`);
    return text.trim() === '' ? undefined : text;
  }

  #understood<Value>(value: Value | undefined, problem: string): Value | undefined {
    if (value === undefined) this.problems.push(problem);
    return value;
  }
}

function scalarText(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  // A larger integer has lost digits already: two calls could become one.
  const exact = typeof value === 'number' && Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value));
  return exact ? String(value) : undefined;
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'number' ? 'a number too large to be exact' : `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}

function isPlain(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text);
}

function wholeSeconds(text: string): number | undefined {
  const seconds = /^\d{1,9}(?:\.0*)?$/.test(text.trim()) ? Number(text) : Number.NaN;
  return seconds <= longestCallSeconds ? seconds : undefined;
}

import type { Instant } from '../../../shared/domain/instant.ts';
import { durationOf } from './duration-of.ts';
import type { MessageFields } from './message-fields.ts';

/** Reads the first field that is there of several names, each tried under every prefix; for bodies whose names are not certain. */
export function firstOf(fields: MessageFields, prefixes: readonly string[]) {
  const first = <Value>(names: readonly string[], read: (name: string) => Value | undefined): Value | undefined => {
    const name = prefixes.flatMap((prefix) => names.map((one) => `${prefix}${one}`)).find((one) => fields.has(one));
    return name === undefined ? undefined : read(name);
  };
  return {
    text: (...names: string[]) => first(names, (name) => fields.text(name)),
    note: (...names: string[]) => first(names, (name) => fields.note(name)),
    url: (...names: string[]) => first(names, (name) => fields.url(name)),
    instant: (...names: string[]): Instant | undefined => first(names, (name) => fields.instant(name)),
    duration: (...names: string[]) => first(names, (name) => fields.read(name, clockOrSeconds, 'seconds, or HH:MM:SS, up to 24 hours')),
  };
}

function clockOrSeconds(text: string): number | undefined {
  return durationOf(text, text.includes(':') ? 'hh:mm:ss' : 'seconds');
}

import type { Dialler } from './dialler.ts';
import { standard } from './standard.ts';
import { twilio } from './twilio.ts';

const known = { standard, twilio } satisfies Record<string, Dialler>;

/** Every dialler that we understand, by its kind; without a prototype, so that a kind that a stranger names finds nothing else. */
export const diallers: Readonly<Record<string, Dialler>> = Object.assign(Object.create(null), known);

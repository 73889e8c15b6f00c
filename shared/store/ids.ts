import { createHash, randomBytes as systemRandomBytes } from 'node:crypto';
import type { RecordedCall } from '../domain/call.ts';
import type { Statement } from '../domain/fact.ts';

/** Crockford's base 32, lower case: nothing in it is mistaken for another sign when read aloud. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

const randomLength = 12;
const hashLength = 20;

/** A new id, `a_7k2m9…`: the prefix, and 60 random bits. Tokens and secrets need more: they are not ids. */
export function newId(prefix: string, randomBytes: (size: number) => Uint8Array = systemRandomBytes): string {
  return `${prefix}_${inBase32(randomBytes(randomLength), randomLength)}`;
}

/** The id of the only connection of an account whose messages do not name a connection. */
export function connectionIdOfAccount(dialler: string, account: string): string {
  return `cn_${inBase32(digestOf([dialler, account]), hashLength)}`;
}

/** The id of a call: the same for every message about it. `connection` is null for a call that an agent logged. */
export function callIdOf(workspace: string, connection: string | null, externalId: string): string {
  return `c_${inBase32(digestOf([workspace, connection, externalId]), hashLength)}`;
}

/** Of a dialler's call that went to a log kept under another id: its own id, under which it may have been acted on before. */
export function halfIdOf({ id, workspace, connection, externalId }: RecordedCall): string | undefined {
  const told = connection === null ? id : callIdOf(workspace, connection, externalId);
  return told === id ? undefined : told;
}

/**
 * The id that the first lead with this number (E.164) has, so that one read finds it.
 * @param turn of the lead with this number: those before it have moved to another number and kept their ids.
 */
export function leadIdOf(workspace: string, phone: string, turn = 0): string {
  return `l_${inBase32(digestOf([workspace, phone, ...(turn === 0 ? [] : [turn])]), hashLength)}`;
}

/** The id of a lead's follow-up. It names the lead, so that one read finds it; the same `made` gives the same id. */
export function followUpIdOf(leadId: string, made: readonly string[]): string {
  return `fu_${leadId}_${inBase32(digestOf(made), randomLength)}`;
}

/** The lead that a follow-up's id names. */
export function leadOfFollowUp(id: string): string | undefined {
  return /^fu_([\w-]+)_[0-9a-z]+$/.exec(id)?.[1];
}

/** A fingerprint of what is said, 16 hex digits: the same statement under another event id is the same fact. */
export function factIdOf(statement: Statement): string {
  const { eventId: _, whereAgent: __, ...said } = statement;
  return digestOf(said).toString('hex').slice(0, 16);
}

function digestOf(value: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest();
}

/** Fields in one order and without the undefined ones, so that the same things are the same text. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, field]) => [name, sorted(field)]));
}

/** Five bits of each byte: 256 is a multiple of 32, so every sign is equally likely. */
function inBase32(bytes: Uint8Array, length: number): string {
  return Array.from(bytes.subarray(0, length), (byte) => alphabet[byte % alphabet.length]).join('');
}

import * as z from 'zod';
import type { Fact, FactAgent } from '../domain/fact.ts';
import { directionCodes, reasonCodes, signalCodes, sourceCodes, statusCodes, wordsOf } from './codes.ts';

/**
 * Facts as they are kept: short names, codes for words, and milliseconds since the first was heard. What a fact says just as the one
 * before it did (most of a call's facts name the same lead and agent) is only listed, in `=`.
 */
export type PackedFacts = { base: number; facts: PackedFact[] };
export const packedFact = z.record(z.string(), z.json());
type PackedFact = z.infer<typeof packedFact>;
type Packed = PackedFact[string];

type Form<Value> = { pack: (value: Value, base: number) => Packed; unpack: (packed: Packed, base: number) => Value };

const text: Form<string> = { pack: (value) => value, unpack: (packed) => z.string().parse(packed) };
const number: Form<number> = { pack: (value) => value, unpack: (packed) => z.number().parse(packed) };
const instant: Form<string> = {
  pack: (value, base) => {
    const sinceBase = Date.parse(value) - base;
    return isoOf(sinceBase + base) === value ? sinceBase : value;
  },
  unpack: (packed, base) => (typeof packed === 'number' ? new Date(packed + base).toISOString() : z.string().parse(packed)),
};
const agentForm = z.tuple([z.string(), z.string().nullable(), z.string().nullable()]);
const agent: Form<FactAgent> = {
  pack: ({ id, branch, department }) => [id, branch ?? null, department ?? null],
  unpack: (packed) => {
    const [id, branch, department] = agentForm.parse(packed);
    return { id, ...(branch !== null && { branch }), ...(department !== null && { department }) };
  },
};

function coded<Word extends string>(codes: Record<Word, string>): Form<Word> {
  const wordOf = wordsOf(codes);
  return { pack: (word) => codes[word], unpack: (packed) => wordOf(z.string().parse(packed)) };
}

type Forms = { [Name in keyof Fact]-?: readonly [short: string, form: Form<Exclude<Fact[Name], undefined>>] };

/** Every field of a fact: its short name, and how its value is kept. Short names are for ever too. */
const forms: Forms = {
  id: ['i', text],
  source: ['s', coded(sourceCodes)],
  eventId: ['e', text],
  word: ['w', text],
  signal: ['g', coded(signalCodes)],
  reason: ['r', coded(reasonCodes)],
  reasonWord: ['l', text],
  disposition: ['d', coded(statusCodes)],
  direction: ['v', coded(directionCodes)],
  leadPhone: ['p', text],
  agent: ['a', agent],
  occurredAt: ['o', instant],
  receivedAt: ['h', instant],
  startedAt: ['b', instant],
  answeredAt: ['n', instant],
  endedAt: ['x', instant],
  talkSeconds: ['t', number],
  ringSeconds: ['y', number],
  legSeconds: ['k', number],
  note: ['q', text],
  followUpAt: ['f', instant],
  campaign: ['c', text],
  recordingUrl: ['u', text],
};
// The table above ties each form to its field; once it is a list, only the code below knows.
const formList = Object.entries(forms) as [keyof Fact, readonly [string, Form<unknown>]][];

export function packFacts(facts: readonly Fact[]): PackedFacts {
  const heard = Date.parse(facts[0]?.receivedAt ?? '');
  const base = Number.isNaN(heard) ? 0 : heard;
  const whole = facts.map((fact) => packFact(fact, base));
  return { base, facts: whole.map((fact, index) => withoutRepeats(fact, whole[index - 1])) };
}

export function unpackFacts({ base, facts }: PackedFacts): Fact[] {
  const unpacked: Fact[] = [];
  let before: PackedFact = {};
  for (const packed of facts) {
    before = withRepeats(packed, before);
    unpacked.push(unpackFact(before, base));
  }
  return unpacked;
}

function packFact(fact: Fact, base: number): PackedFact {
  const packed: PackedFact = {};
  for (const [name, [short, form]] of formList) if (fact[name] !== undefined) packed[short] = form.pack(fact[name], base);
  return packed;
}

function unpackFact(packed: PackedFact, base: number): Fact {
  const fact: Record<string, unknown> = {};
  for (const [name, [short, form]] of formList) {
    const value = packed[short];
    if (value !== undefined) fact[name] = form.unpack(value, base);
  }
  return fact as Fact; // each form gives what its field holds, and only facts are packed
}

function withoutRepeats(fact: PackedFact, before: PackedFact | undefined): PackedFact {
  if (!before) return fact;
  const isRepeat = ([short, value]: [string, Packed]) => short in before && JSON.stringify(value) === JSON.stringify(before[short]);
  const entries = Object.entries(fact);
  const repeats = entries.filter(isRepeat).map(([short]) => short);
  const rest = Object.fromEntries(entries.filter((entry) => !isRepeat(entry)));
  return repeats.length > 0 ? { ...rest, '=': repeats.join('') } : rest;
}

function withRepeats({ '=': repeats, ...fact }: PackedFact, before: PackedFact): PackedFact {
  const whole = { ...fact };
  for (const short of z.string().default('').parse(repeats)) {
    const value = before[short];
    if (value !== undefined) whole[short] = value;
  }
  return whole;
}

/** The furthest that a Date reaches from 1970, by its specification. */
const furthestMs = 8.64e15;

function isoOf(epochMs: number): string | undefined {
  return Math.abs(epochMs) <= furthestMs ? new Date(epochMs).toISOString() : undefined;
}

import fc from 'fast-check';
import type { WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { jsonOf } from '../../../../functions/ingest/diallers/json-of.ts';
import { signToken } from './sign.ts';
import type { Moment, Teller } from './tellers.ts';
import { now } from './webhooks.ts';

/** Texts that mean something somewhere, and texts that mean nothing anywhere. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.constantFrom('Completed', '+919812345678', '12', '-1', '2026-11-22 10:00', 'inbound', 'busy', 'hangup', 'sip:a@b', 'true', '3010'),
  fc.constantFrom('constructor', '__proto__', '99999999999999999999', '00:00:42', 'https://x', 'call.ended', '', ' ', 'null'),
);
const anything = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.constantFrom(0, -1, 1e12, 1.5, null, true));

/** One field of a message: left out, or something else in its place. */
type Mutation = { place: number; value: unknown };
const someMutations = fc.array(fc.record({ place: fc.nat(), value: fc.option(anything, { nil: undefined }) }), { maxLength: 4 });

/** What a dialler says of a call at some moment: any of its words, talk that fits before its end, or none. */
export function momentsOf({ words }: Teller): fc.Arbitrary<Moment> {
  const said = fc.record({ word: fc.constantFrom(...words), second: fc.integer({ min: 1, max: 59 }), talked: fc.boolean() });
  return said.chain(({ talked, ...moment }) =>
    fc.integer({ min: 0, max: moment.second }).map((seconds) => ({ ...moment, talkSeconds: talked ? seconds : 0 })),
  );
}

/** A genuine webhook of the dialler with some of its fields changed, so that it is understood in part. */
export function mutatedWebhooks(teller: Teller): fc.Arbitrary<WebhookRequest> {
  return fc.tuple(momentsOf(teller), someMutations).map(([moment, mutations]) => {
    const request = teller.tell(moment, now);
    return { ...request, body: Buffer.from(mutatedBody(request.body.toString(), mutations)) };
  });
}

function mutatedBody(body: string, mutations: readonly Mutation[]): string {
  const claims = /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(body)?.[1];
  if (claims !== undefined) return signToken('secret', mutatedJson(Buffer.from(claims, 'base64url').toString(), mutations) as Holder);
  if (body.startsWith('{')) return JSON.stringify(mutatedJson(body, mutations));
  return mutatedForm(body, mutations);
}

function mutatedForm(body: string, mutations: readonly Mutation[]): string {
  const pairs = [...new URLSearchParams(body)];
  for (const { place, value } of mutations) {
    const pair = pairs[place % pairs.length];
    if (!pair) continue;
    const isJson = 'json' in jsonOf(Buffer.from(pair[1]));
    pair[1] = isJson && pair[1].startsWith('{') ? JSON.stringify(mutatedJson(pair[1], [{ place, value }])) : textOf(value);
  }
  return new URLSearchParams(pairs).toString();
}

function textOf(value: unknown): string {
  return (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed();
}

function mutatedJson(json: string, mutations: readonly Mutation[]): unknown {
  const message: unknown = JSON.parse(json);
  for (const { place, value } of mutations) {
    const places = placesIn(message);
    const [holder, key] = places[place % places.length] ?? [];
    if (holder && key !== undefined) holder[key] = value;
  }
  return message;
}

type Holder = Record<string, unknown>;

/** Every field of a message, however deep, with what holds it. */
function placesIn(value: unknown): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Holder; // an object, or a list, which has its indices for keys
  return Object.keys(holder).flatMap((key): [Holder, string][] => [[holder, key], ...placesIn(holder[key])]);
}

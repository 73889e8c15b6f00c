import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialler, Reading, WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { mutatedWebhooks } from './mutations.ts';
import { tellers } from './tellers.ts';
import { aConnection, aRequest, aStandardBody, aTwilioForm, everyDialler, now } from './webhooks.ts';

const settings = aConnection({
  secrets: ['whsec_c2VjcmV0', 'whpk_AAAA', Buffer.alloc(32, 255).toString('base64'), 'token', ''],
  statusMap: { a: 'b' },
  fieldMap: { preset: 'freeswitch', callId: 'CallSid|data.callId', status: 'CallStatus|data.status', leadPhone: 'From|data.leadPhone' },
});

/** Every answer is one that the rest of the system knows, and what cannot be read says why. */
function answers(dialler: Dialler, request: WebhookRequest): Reading['kind'] {
  const verification = dialler.verify(request, settings, now);
  if (!verification.verified) expect(verification.reason).not.toBe('');
  const reading = dialler.read(request, settings, now);
  if (reading.kind === 'statements') for (const { externalId } of reading.statements) expect(externalId).not.toBe('');
  else expect(reading.why).not.toBe('');
  for (const value of Object.values(dialler.handshake?.(request) ?? {})) expect(value).not.toMatch(/[\r\n]/);
  return reading.kind;
}

/** `FUZZ_RUNS=10000` tries more, for a minute or so. */
const fuzzRuns = Number(process.env.FUZZ_RUNS ?? 2_000);
const fuzzTimeoutMs = 30_000 + fuzzRuns * 10;

const nested = (depth: number) => `${'{"data":'.repeat(depth)}1${'}'.repeat(depth)}`;
const abuse: [string, string | Buffer][] = [
  ['nothing', ''],
  ['one blank', ' '],
  ['a byte order mark', '\ufeff{}'],
  ['a truncated body', aStandardBody().slice(0, 60)],
  ['a truncated form', aTwilioForm().slice(0, 30)],
  ['UTF-16', Buffer.from(aStandardBody(), 'utf16le')],
  ['Latin-1', Buffer.from(aStandardBody({ note: 'é' }), 'latin1')],
  ['bytes that are no text', Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))],
  ['a field twice', '{"type":"call.updated","type":"x","data":{"callId":"1","callId":2}}'],
  ['10 000 fields', JSON.stringify({ type: 'call.x', data: Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`f${n}`, n])) })],
  ['10 000 parameters', `CallSid=CA1&CallStatus=busy&${Array.from({ length: 10_000 }, (_, n) => `p${n % 100}=${n}`).join('&')}`],
  ['deep objects', nested(20_000)],
  ['deep lists', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
  ['deep data', `{"type":"call.updated","data":{"callId":"1","agent":${nested(10_000)}}}`],
  ['NUL and lone surrogates', '{"type":"call.updated","data":{"callId":"1","note":"\\u0000\\ud800","status":"\\udfff"}}'],
  ['huge numbers', '{"type":"call.updated","data":{"callId":1e999,"durationSeconds":-1e999,"startedAt":99999999999999999999}}'],
  ['a prototype', '{"type":"call.updated","__proto__":{"data":{}},"data":{"__proto__":{"callId":"1"},"constructor":1}}'],
  ['a prototype in a form', '__proto__=1&constructor=2&CallSid=CA1&CallStatus=__proto__'],
  ['a long number', aStandardBody({ leadPhone: '+'.concat('9'.repeat(200)) })],
  ['broken escapes', 'CallSid=%&CallStatus=%zz&From=%ff%fe&To=%00'],
];

describe.each(everyDialler)('$kind never throws', (dialler) => {
  it.each(abuse)('given %s', (_, body) => {
    answers(dialler, aRequest({ body }));
    answers(dialler, aRequest({ body, headers: { 'content-type': 'application/cloudevents+json' } }));
    answers(dialler, aRequest({ body, headers: { 'ce-type': '%', 'webhook-id': '', 'x-twilio-signature': '\ud800' } }));
    answers(dialler, aRequest({ body, url: 'https://redial.example/?bodySHA256=0', headers: { 'content-type': 'application/json' } }));
  });

  it.each(['', '?', '#', 'no url', '//', 'https://', 'https://[::1', `https://x/?${'%'.repeat(100)}`])('given the URL "%s"', (url) => {
    for (const method of ['GET', 'POST', '']) answers(dialler, aRequest({ method, url, headers: { 'x-twilio-signature': 'x' } }));
  });

  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const own = tellers[dialler.kind];
  const others = fc.constantFrom(...Object.values(tellers)).chain(mutatedWebhooks);
  const nonsense = fc.oneof(
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 3 }).map((json) => Buffer.from(json)),
  );
  const aRequestOfAnyKind = fc.oneof(
    { weight: 5, arbitrary: own ? mutatedWebhooks(own) : others },
    { weight: 2, arbitrary: others },
    { weight: 1, arbitrary: nonsense.map((body) => aRequest({ body })) },
  );
  const headerNames = ['content-type', 'ce-type', 'ce-id', 'webhook-id', 'webhook-timestamp', 'webhook-signature'].concat(
    ['x-twilio-signature', 'x-plivo-signature-v3', 'x-plivo-signature-v3-nonce', 'x-plivo-signature-v2', 'telnyx-signature-ed25519'],
    ['telnyx-timestamp', 'authorization', 'validation-token', 'x-justcall-signature', 'x-justcall-request-timestamp'],
  );
  const headerValue = fc.oneof(
    text,
    fc.constantFrom('application/cloudevents+json', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'call.updated'),
    fc.constantFrom('v1,AAAA v1a,AAAA', 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA', '1795343580', '2026-11-22 10:53:00'),
  );
  const someHeaders = fc.dictionary(fc.constantFrom(...headerNames), headerValue, { maxKeys: 4 });

  it(
    `given ${fuzzRuns} random requests`,
    () => {
      const kinds = new Set<string>();
      fc.assert(
        fc.property(
          aRequestOfAnyKind,
          fc.option(someHeaders, { nil: {} }),
          fc.constantFrom('GET', 'POST', 'POST'),
          (request, headers, method) => {
            const url = method === 'GET' ? `${request.url}?${request.body}` : request.url;
            kinds.add(answers(dialler, { ...request, method, url, headers: { ...request.headers, ...headers } }));
          },
        ),
        { numRuns: fuzzRuns },
      );
      expect(kinds).toEqual(new Set([...kinds, 'statements', 'unreadable']));
    },
    fuzzTimeoutMs,
  );
});

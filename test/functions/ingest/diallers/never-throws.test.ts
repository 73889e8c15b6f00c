import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialler, WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { aConnection, aForm, aRequest, aStandardBody, aTwilioForm, everyDialler, now } from './webhooks.ts';

const settings = aConnection({
  secrets: ['whsec_c2VjcmV0', 'whpk_AAAA', Buffer.alloc(32, 255).toString('base64'), 'token', ''],
  statusMap: { a: 'b' },
  fieldMap: { preset: 'freeswitch', callId: 'CallSid|data.callId', status: 'CallStatus|data.status', leadPhone: 'From|data.leadPhone' },
});

/** Every answer is one that the rest of the system knows, and what cannot be read says why. */
function answers(dialler: Dialler, request: WebhookRequest): void {
  const verification = dialler.verify(request, settings, now);
  if (!verification.verified) expect(verification.reason).not.toBe('');
  const reading = dialler.read(request, settings, now);
  if (reading.kind === 'statements') for (const { externalId } of reading.statements) expect(externalId).not.toBe('');
  else expect(reading.why).not.toBe('');
}

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

  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('Completed', '+919812345678', '12', '-1', '2026-11-22 10:00', 'inbound', 'busy', 'hangup', 'sip:a@b', 'true', '3010'),
  );
  const anything = fc.oneof(text, fc.jsonValue({ maxDepth: 2 }), fc.double(), fc.constantFrom(0, -1, 1e12, 1.5, null));
  const standardNames = [
    'callId',
    'status',
    'direction',
    'leadPhone',
    'agent',
    'startedAt',
    'answeredAt',
    'endedAt',
    'durationSeconds',
    'note',
    'reason',
  ];
  const twilioNames = [
    'CallSid',
    'CallStatus',
    'CallDuration',
    'Direction',
    'From',
    'To',
    'Timestamp',
    'ParentCallSid',
    'RecordingUrl',
    'AnsweredBy',
  ];
  const plivoNames = [
    'CallUUID',
    'ALegUUID',
    'CallStatus',
    'Direction',
    'From',
    'To',
    'Duration',
    'StartTime',
    'EndTime',
    'HangupCauseCode',
    'DialBLegStatus',
    'DialBLegTo',
    'Machine',
  ];
  const vonageNames = [
    'uuid',
    'conversation_uuid',
    'call_uuid',
    'status',
    'direction',
    'from',
    'to',
    'duration',
    'start_time',
    'timestamp',
    'detail',
  ];
  const telnyxNames = [
    'call_session_id',
    'direction',
    'from',
    'to',
    'start_time',
    'end_time',
    'hangup_cause',
    'sip_hangup_cause',
    'result',
  ];
  const telnyxEvents = ['call.initiated', 'call.answered', 'call.hangup', 'call.machine.detection.ended', 'call.recording.saved'];
  const aTelnyxEvent = fc.record({
    event_type: fc.oneof(anything, fc.constantFrom(...telnyxEvents)),
    id: anything,
    occurred_at: anything,
    payload: fc.oneof(anything, fc.dictionary(fc.constantFrom(...telnyxNames), anything, { maxKeys: 6 })),
  });
  const asForm = (form: Record<string, string>) =>
    aForm(Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.toWellFormed()])));
  const plivoForm = fc.dictionary(fc.constantFrom(...plivoNames), text, { maxKeys: 7 }).map(asForm);
  const someData = fc.dictionary(fc.constantFrom(...standardNames), anything, { maxKeys: 6 });
  const someForm = fc.dictionary(fc.constantFrom(...twilioNames), text, { maxKeys: 6 });
  const aBody = fc.oneof(
    someData.map((data) => aStandardBody(data)),
    someForm.map((form) => aTwilioForm(Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.toWellFormed()])))),
    plivoForm,
    fc.dictionary(fc.constantFrom(...vonageNames), anything, { maxKeys: 7 }).map((event) => JSON.stringify(event)),
    aTelnyxEvent.map((data) => JSON.stringify({ data })),
    fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    fc.json({ maxDepth: 3 }),
  );
  const headerNames = [
    'content-type',
    'ce-type',
    'ce-id',
    'webhook-id',
    'webhook-timestamp',
    'webhook-signature',
    'x-twilio-signature',
  ].concat(
    ['x-plivo-signature-v3', 'x-plivo-signature-v3-nonce', 'x-plivo-signature-v2', 'telnyx-signature-ed25519', 'telnyx-timestamp'],
    ['authorization'],
  );
  const headerValue = fc.oneof(
    text,
    fc.constantFrom(
      'application/cloudevents+json',
      'application/x-www-form-urlencoded',
      'call.updated',
      'v1,AAAA v1a,AAAA',
      'Bearer eyJhbGciOiJIUzI1NiJ9.e30.AAAA',
      '1795343580',
    ),
  );
  const someHeaders = fc.dictionary(fc.constantFrom(...headerNames), headerValue, { maxKeys: 5 });

  it('given 5 000 random requests', () => {
    fc.assert(
      fc.property(aBody, someHeaders, fc.constantFrom('GET', 'POST'), (body, headers, method) => {
        const query = method === 'GET' ? `?${body}` : '';
        answers(dialler, aRequest({ body, headers, method, url: `https://redial.example/webhooks/c_1${query}` }));
      }),
      { numRuns: 5_000 },
    );
  });
});

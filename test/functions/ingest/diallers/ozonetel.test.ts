import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../../../functions/ingest/diallers/dialler.ts';
import { ozonetel } from '../../../../functions/ingest/diallers/ozonetel.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/ozonetel-samples.json' with { type: 'json' };
import { aConnection, aForm, aRequest, now, theStatement } from './webhooks.ts';

type Given = Record<string, string | undefined>;
const apikey = 'KK5ecret';

/** The CDR of an answered outbound call, with `given` changed; undefined removes a field. */
function aCdr(given: Given = {}): string {
  return JSON.stringify({
    monitorUCID: '90491',
    Type: 'manual',
    CallerID: '09812345678',
    AgentID: 'asha',
    AgentPhoneNumber: '9876543210',
    StartTime: '2026-11-22 16:10:00',
    EndTime: '2026-11-22 16:11:00',
    TimeToAnswer: '00:00:18',
    CallDuration: '00:01:00',
    Duration: '00:00:42',
    Status: 'Answered',
    AgentStatus: 'answered',
    CustomerStatus: 'answered',
    DialStatus: 'answered',
    Apikey: apikey,
    ...given,
  });
}

const posted = (given: Given = {}) => aRequest({ body: aForm({ data: aCdr(given) }) });
const read = (given: Given = {}, settings = {}) => ozonetel.read(posted(given), aConnection(settings), now);
const none = { Duration: '00:00:00', TimeToAnswer: '00:00:00' };

describe('the CDR callback of Ozonetel', () => {
  it.each(samples)('as recorded: $name', ({ data, statement }) => {
    const request = aRequest({ body: aForm({ data: JSON.stringify(data) }) });
    expect(theStatement(ozonetel.read(request, aConnection({ retentionDays: 5000 }), now))).toEqual(statement);
  });

  it.each([
    ['manual', {}, { status: 'Called', talkSeconds: 42, ringSeconds: 18, direction: 'outbound' }],
    ['manual', { ...none }, { status: 'No Answer', talkSeconds: 0, reason: null }],
    ['manual', { ...none, CustomerStatus: 'Busy', Status: 'NotAnswered' }, { status: 'Busy' }],
    ['manual', { ...none, CustomerStatus: 'not_answered', Status: 'NotAnswered' }, { status: 'No Answer', reason: null }],
    ['manual', { ...none, CustomerStatus: 'NoResponse' }, { status: 'No Answer', reason: null }],
    ['manual', { ...none, CustomerStatus: 'ring' }, { status: 'No Answer', reason: null }],
    ['manual', { ...none, CustomerStatus: 'Dialing' }, { status: 'No Answer', reason: null }],
    ['manual', { ...none, CustomerStatus: 'SubcriberAbsent' }, { status: 'No Answer', reason: null }],
    ['manual', { ...none, CustomerStatus: 'InvalidNumber' }, { status: 'No Answer', reason: 'failed' }],
    ['manual', { ...none, CustomerStatus: 'InvalidNumberFormat' }, { status: 'No Answer', reason: 'failed' }],
    ['manual', { ...none, CustomerStatus: 'Congestion' }, { status: 'No Answer', reason: 'failed' }],
    ['manual', { ...none, CustomerStatus: 'NoRouteDestination' }, { status: 'No Answer', reason: 'failed' }],
    ['manual', { ...none, CustomerStatus: 'ISDDisabled' }, { status: 'No Answer', reason: 'failed' }],
    ['manual', { ...none, CustomerStatus: 'exception' }, { status: 'No Answer', reason: 'failed' }],
    ['manual', { ...none, CustomerStatus: 'something new' }, { status: 'No Answer', reason: null }],
    [
      'manual',
      { ...none, CustomerStatus: 'not_answered', AgentStatus: 'not_answered' },
      { status: 'No Answer', reason: 'agent-unavailable' },
    ],
    ['predictive', { ...none, CustomerStatus: 'not_answered', AgentStatus: 'NotDialed' }, { status: 'No Answer', reason: null }],
    ['predictive', { ...none, AgentStatus: 'NotDialed' }, { status: 'No Answer', reason: 'agent-unavailable' }],
    ['progressive', {}, { status: 'Called', direction: 'outbound' }],
    ['preview', {}, { status: 'Called', direction: 'outbound' }],
    ['inbound', {}, { status: 'Called', talkSeconds: 42, direction: 'inbound', leadPhone: '+919812345678' }],
    ['inbound', { ...none, Status: 'NotAnswered', AgentStatus: 'not_answered' }, { status: 'Missed', reason: 'agent-unavailable' }],
    ['inbound', { ...none, Status: 'NotAnswered', AgentStatus: 'NotDialed' }, { status: 'Missed', reason: 'agent-unavailable' }],
    ['inbound', { ...none, Status: 'NotAnswered', AgentStatus: 'user_disconnected' }, { status: 'Missed', reason: 'abandoned' }],
    ['inbound', { ...none, Status: 'Unanswered', AgentStatus: '' }, { status: 'Missed', talkSeconds: 0 }],
    ['inbound', { ...none, AgentStatus: 'not_answered' }, { status: 'Missed', reason: 'agent-unavailable' }],
    ['something new', {}, { status: 'Called', direction: null }],
    ['manual', { Status: '', AgentStatus: '', CustomerStatus: '' }, { status: 'Called', talkSeconds: 42 }],
  ])('%s, %j', (Type, given, expected) => {
    expect(callOf([read({ Type, ...given })])).toMatchObject(expected);
  });

  it.each([
    ['00:00:42', '00:01:00', '00:00:18', 42],
    ['00:01:00', '00:01:00', '00:00:18', 42],
    ['00:01:00', '00:01:00', undefined, 60],
    ['00:00:42', undefined, '00:00:18', 42],
    [undefined, '00:01:00', '00:00:18', 42],
  ])('talks by the arithmetic: Duration %s, CallDuration %s, TimeToAnswer %s', (Duration, CallDuration, TimeToAnswer, talkSeconds) => {
    expect(theStatement(read({ Duration, CallDuration, TimeToAnswer })).talkSeconds).toBe(talkSeconds);
  });

  it.each([
    ['Follow up', undefined, {}, { disposition: 'Follow up' }],
    ['Call me later', undefined, { 'Call Me Later': 'Rescheduled' }, { disposition: 'Rescheduled' }],
    ['Interested', 'likes it', {}, { disposition: undefined, note: 'Interested: likes it' }],
    ['Interested', undefined, {}, { disposition: undefined, note: 'Interested' }],
    ['Wrap up time exceeded :120', 'x', {}, { disposition: undefined, note: 'x' }],
    ['', undefined, {}, { disposition: undefined, note: undefined }],
  ])('the disposition "%s" with the comment "%s" and the dictionary %j', (Disposition, Comments, statusMap, expected) => {
    const { disposition, note } = theStatement(read({ Disposition, Comments }, { statusMap }));
    expect({ note, disposition }).toEqual({ note: undefined, ...expected });
  });

  it('is read as JSON too, and as plain form fields', () => {
    const told = theStatement(read());
    const cdr: Record<string, string> = JSON.parse(aCdr());
    expect(theStatement(ozonetel.read(aRequest({ body: aCdr() }), aConnection(), now))).toEqual(told);
    expect(theStatement(ozonetel.read(aRequest({ body: aForm(cdr) }), aConnection(), now))).toEqual(told);
  });

  it.each([
    ['no call', { monitorUCID: undefined }, /monitorUCID/],
    ['a duration that is none', { Duration: '42' }, /Duration is not a duration in hh:mm:ss/],
    ['an end before the beginning', { EndTime: '2026-11-22 16:00:00' }, /before startedAt/],
  ])('cannot be read with %s', (_, given, why) => {
    expect(read(given)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });

  it('cannot be read where its JSON is broken', () => {
    expect(ozonetel.read(aRequest({ body: aForm({ data: aCdr().slice(0, 50) }) }), aConnection(), now).kind).toBe('unreadable');
  });
});

describe('the events of Ozonetel', () => {
  const event = (action: string, time: string, given: Given = {}) =>
    ozonetel.read(
      aRequest({
        body: JSON.stringify({
          ...{ eventType: 'Call', action, call_type: 'manual', ucid: '1', monitor_ucid: '90491', agent_id: 'asha' },
          ...{ caller_id: '09812345678', agent_number: '9876543210', event_time: time, eventTime: '2026-11-22 16:30:00', ...given },
        }),
      }),
      aConnection(),
      now,
    );
  const trace = [
    event('Calling', '2026-11-22 16:10:00'),
    event('Answered', '2026-11-22 16:10:18'),
    event('Disconnect', '2026-11-22 16:11:00'),
  ];

  it('tell that a call goes on, until its CDR', () => {
    expect(callOf(trace)).toMatchObject({
      status: 'In-progress',
      direction: 'outbound',
      leadPhone: '+919812345678',
      startedAt: '2026-11-22T10:40:00.000Z',
      answeredAt: '2026-11-22T10:40:18.000Z',
    });
    expect(callOf([...trace, read()])).toMatchObject({ status: 'Called', talkSeconds: 42, endedAt: '2026-11-22T10:41:00.000Z' });
    expect(callOf([...trace, read({ ...none, CustomerStatus: 'Busy' })])).toMatchObject({ status: 'Busy', talkSeconds: 0 });
  });

  it('of an agent alone are not about a call', () => {
    expect(event('Ready', '2026-11-22 16:10:00', { monitor_ucid: undefined, ucid: undefined }).kind).toBe('ignored');
  });
});

describe('who Ozonetel is', () => {
  const url = 'https://redial.example/webhooks/c_1';
  const verify = (request: WebhookRequest, ...secrets: string[]) => ozonetel.verify(request, aConnection({ secrets }), now);

  it('is known by the key in the URL, or by its API key in the body', () => {
    expect(verify({ ...posted(), url: `${url}?key=k1` }, 'k1')).toEqual({ verified: true });
    expect(verify(posted(), 'another', apikey)).toEqual({ verified: true });
    expect(verify(aRequest({ body: aCdr() }), apikey)).toEqual({ verified: true });
    expect(verify(aRequest({ body: aForm({ Apikey: apikey }) }), apikey)).toEqual({ verified: true });
  });

  it.each([
    ['neither', posted({ Apikey: undefined }), /key is missing.*no Apikey/],
    ['an empty one', posted({ Apikey: '' }), /no Apikey/],
    ['another', posted({ Apikey: 'KKother' }), /none of the connection’s secrets/],
    ['a broken body', aRequest({ body: '{"Apikey":' }), /no Apikey/],
  ])('is refused with %s', (_, request, reason) => {
    const verification = verify(request, apikey, '');
    expect(verification).toEqual({ verified: false, reason: expect.stringMatching(reason) });
    expect(JSON.stringify(verification)).not.toMatch(/KK/);
  });
});

describe('what is kept of a request of Ozonetel', () => {
  const redacted = (body: string | Buffer, url?: string) => ozonetel.redact?.(aRequest({ body, ...(url && { url }) }));

  it.each([
    ['a form', aForm({ data: aCdr(), other: 'x' })],
    ['a form with blanks', aForm({ data: JSON.stringify(JSON.parse(aCdr()), null, 1) })],
    ['JSON', aCdr()],
    ['JSON in JSON', JSON.stringify({ data: aCdr() })],
    ['JSON with blanks', JSON.stringify(JSON.parse(aCdr()), null, 2)],
    ['plain fields', aForm(JSON.parse(aCdr()))],
    ['a body that is cut within the key', aForm({ data: aCdr() }).replace(/cret.*/, '')],
    ['a key of another case', aForm({ data: aCdr().replace('Apikey', 'apiKey') })],
  ])('has no API key in it: %s', (_, body) => {
    const kept = redacted(body);
    expect(body).toMatch(/KK5e/);
    expect(kept?.body.toString()).not.toMatch(/KK5e/);
    const settings = aConnection();
    expect(kept && ozonetel.read(kept, settings, now)).toEqual(ozonetel.read(aRequest({ body }), settings, now));
  });

  it('is all else, byte for byte', () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
    expect(redacted(bytes)?.body).toEqual(bytes);
    expect(redacted(`{"Apikey":"${apikey}","a":"é"}`)?.body.toString()).toBe('{"Apikey":"","a":"é"}');
    expect(redacted('', `https://x/?Apikey=${apikey}&key=k&b=1`)?.url).toBe('https://x/?Apikey=&key=&b=1');
  });
});

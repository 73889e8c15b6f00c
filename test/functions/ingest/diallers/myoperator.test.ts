import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { myoperator } from '../../../../functions/ingest/diallers/myoperator.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/myoperator-samples.json' with { type: 'json' };
import { aConnection, aForm, aRequest, now, theStatement } from './webhooks.ts';

type Given = Record<string, unknown>;
const read = (body: string | Given, settings = {}) =>
  myoperator.read(aRequest({ body: typeof body === 'string' ? body : JSON.stringify(body) }), aConnection(settings), now);

const startSeconds = Date.parse('2026-11-22T10:40:00Z') / 1000;
const leg = (given: Given = {}) => ({
  ...{ _ds: 'ANSWER', _rr: [{ _id: 'u1', _em: 'asha@example.com', _ex: '10', _nr: '+919876543210' }] },
  ...{ _su: '1', _st: startSeconds + 30, _et: startSeconds + 39, _dr: '00:00:09', _ac: 'received', ...given },
});
const unanswered = { _ds: 'NOANSWER', _ac: 'missed', _su: '2', _dr: '00:00:20' };
const afterCall = (given: Given = {}) => ({
  ...{ _ai: 'm-1', _cr: '9812345678', _st: startSeconds, _et: startSeconds + 39, _dr: '00:00:39', _ev: 1, _su: 1, _ld: [leg()] },
  ...given,
});

describe('what MyOperator sends', () => {
  it.each(samples)('as recorded: $name', ({ body, statement, signature, secret }) => {
    const request = aRequest({ body, headers: signature === undefined ? {} : { 'x-myoperator-signature': signature } });
    expect(theStatement(myoperator.read(request, aConnection({ retentionDays: 5000 }), now))).toEqual(statement);
    if (secret !== undefined)
      expect(myoperator.verify(request, aConnection({ secrets: ['other', secret] }), now)).toEqual({ verified: true });
  });

  it.each([
    ['neither event nor call', {}, 'unreadable'],
    ['a message', { event_type: 'message.received', session_id: 's' }, 'ignored'],
    ['an event without its call', { event_type: 'call.answered' }, 'unreadable'],
    ['a call whose id is null', { event_type: 'call.answered', session_id: 'null' }, 'unreadable'],
    ['a broken form', 'myoperator={"_ai":', 'unreadable'],
    ['an impossible duration', afterCall({ _dr: '39' }), 'unreadable'],
  ])('%s', (_, body, kind) => {
    expect(read(body).kind).toBe(kind);
  });
});

describe('the after-call webhook of MyOperator (v1)', () => {
  it.each([
    [{}, { status: 'Called', talkSeconds: 9, ringSeconds: 30, direction: 'inbound', leadPhone: '+919812345678' }],
    [{ _ev: 2 }, { status: 'Called', direction: 'outbound' }],
    [{ _ld: [leg(unanswered), leg(), leg({ _dr: '00:01:00' })] }, { status: 'Called', talkSeconds: 69 }],
    [{ _ld: [] }, { status: 'Called', talkSeconds: 39 }],
    [
      { _su: 2, _ld: [leg(unanswered)] },
      { status: 'Missed', talkSeconds: 0, reason: null },
    ],
    [
      { _su: 2, _ev: 2, _ld: [leg(unanswered)] },
      { status: 'No Answer', talkSeconds: 0 },
    ],
    [
      { _su: 3, _ld: [] },
      { status: 'Missed', reason: 'voicemail', connected: false },
    ],
    [{ _su: 9 }, { status: 'In-progress', flags: ['unknown-status'] }],
  ])('%j', (given, expected) => {
    expect(callOf([read(afterCall(given))])).toMatchObject(expected);
  });

  it('names the agent who answered, else the one who was rung', () => {
    const other = { _rr: { _ex: '11' } };
    expect(theStatement(read(afterCall({ _ld: [leg({ ...unanswered, ...other }), leg()] }))).agent).toEqual({
      id: 'u1',
      email: 'asha@example.com',
      phone: '+919876543210',
    });
    expect(theStatement(read(afterCall({ _su: 2, _ld: [leg({ ...unanswered, ...other })] }))).agent).toEqual({ id: '11' });
  });

  it('comes in a form, in single quotes, and by GET', () => {
    const told = theStatement(read(afterCall()));
    const json = JSON.stringify(afterCall());
    expect(theStatement(read(aForm({ myoperator: json })))).toEqual(told);
    expect(theStatement(read(aForm({ myoperator: json.replaceAll('"', "'") })))).toEqual(told);
    expect(theStatement(read({ myoperator: afterCall() }))).toEqual(told);
    const query = aForm({ _ai: 'm-1', _cl: '+919812345678', _ev: '1', _su: '2' });
    const get = myoperator.read(aRequest({ method: 'GET', url: `https://x/?key=k&${query}` }), aConnection(), now);
    expect(callOf([get])).toMatchObject({ status: 'Missed', leadPhone: '+919812345678' });
  });
});

describe('the events of MyOperator (v2)', () => {
  const event = (type: string, second: number, payload: Given = {}, envelope: Given = {}) =>
    read({
      ...{
        event_id: `e-${type}`,
        company_id: 'co',
        event_type: `call.${type}`,
        event_version: 2,
        session_id: 's-1',
        direction: 'outgoing',
      },
      ...{ timestamp: new Date((startSeconds + second) * 1000).toISOString(), customer_identifier: '9812345678', payload, ...envelope },
    });

  it.each([
    ['initiated', {}, { status: 'In-progress' }],
    ['ringing', {}, { status: 'In-progress' }],
    ['dialing', {}, { status: 'In-progress' }],
    ['answered', {}, { status: 'In-progress', answeredAt: '2026-11-22T10:40:10.000Z' }],
    ['summary', { status: 'answered', duration: '00:00:30' }, { status: 'Called', talkSeconds: 30 }],
    ['summary', { talk_duration: 30, duration: 45 }, { status: 'Called', talkSeconds: 30 }],
    ['summary', { duration: 0 }, { status: 'No Answer', talkSeconds: 0 }],
    ['summary', { status: 'busy' }, { status: 'Busy' }],
    ['summary', { status: 'missed', duration: 0 }, { status: 'No Answer' }],
    ['summary', { status: 'something new', duration: 5 }, { status: 'Called', providerStatus: 'something new' }],
    ['ended', {}, { status: 'No Answer' }],
    ['missed', {}, { status: 'No Answer' }],
    ['something new', {}, { status: 'In-progress', flags: ['unknown-status'] }],
  ])('call.%s, %j', (type, payload, expected) => {
    expect(callOf([event(type, 10, payload)])).toMatchObject({ direction: 'outbound', leadPhone: '+919812345678', ...expected });
  });

  it('are Missed where nobody answers a caller', () => {
    expect(callOf([event('missed', 10, {}, { direction: 'incoming' })])).toMatchObject({ status: 'Missed', direction: 'inbound' });
  });

  it('tell one call, in any order', () => {
    const trace = [event('initiated', 0), event('answered', 12), event('ended', 52), event('summary', 60, { talk_time: 40 })];
    expect(callOf(trace)).toMatchObject({ status: 'Called', talkSeconds: 40, startedAt: '2026-11-22T10:40:00.000Z' });
    expect(callOf(trace.slice(0, 3))).toMatchObject({ status: 'Called', talkSeconds: 40, ringSeconds: 12 });
  });

  it('carry the disposition that an agent chose, before or after the end', () => {
    const chosen = event('disposition', 70, { disposition: 'Follow up', notes: 'on Monday' }, { direction: '' });
    expect(callOf([event('summary', 60, { duration: 40 }), chosen])).toMatchObject({
      status: 'Follow up',
      outcome: 'Called',
      note: 'on Monday',
      flags: ['follow-up-without-time'],
    });
    const other = event('disposition', 70, { disposition: 'Interested' });
    expect(callOf([event('summary', 60, { duration: 40 }), other])).toMatchObject({ status: 'Called', note: 'Interested', flags: [] });
  });

  it.each([
    [{ agent: { id: 'u1', email: 'asha@example.com' } }, { id: 'u1', email: 'asha@example.com' }],
    [{ agent_number: '9876543210' }, { phone: '+919876543210' }],
    [{ agent: '+919876543210' }, { phone: '+919876543210' }],
    [{}, undefined],
  ])('name the agent: %j', (payload, agent) => {
    expect(theStatement(event('answered', 0, payload)).agent).toEqual(agent);
  });
});

describe('who MyOperator is', () => {
  const body = '{"event_type":"call.answered","session_id":"s"}';
  const sign = (secret: string, signed = body) => createHmac('sha256', secret).update(signed).digest('hex');
  const url = 'https://redial.example/webhooks/c_1';
  const verify = (given: { signature?: string; url?: string; method?: string; body?: string }, secrets = ['old', 'new']) => {
    const headers: Record<string, string> = given.signature === undefined ? {} : { 'x-myoperator-signature': given.signature };
    const request = aRequest({ url: given.url ?? url, method: given.method ?? 'POST', body: given.body ?? body, headers });
    return myoperator.verify(request, aConnection({ secrets }), now);
  };

  it.each([
    ['a signature with any secret', { signature: sign('new') }],
    ['a signature in capitals', { signature: sign('old').toUpperCase() }],
    ['a signature that names its hash', { signature: `sha256=${sign('old')}` }],
    ['the key, where nothing is signed', { url: `${url}?key=new` }],
    ['the key, where nothing could be signed', { url: `${url}?key=new`, method: 'GET', body: '', signature: sign('other', '') }],
  ])('is known by %s', (_, given) => {
    expect(verify(given)).toEqual({ verified: true });
  });

  it.each([
    ['nothing', {}],
    ['a signature of another body', { signature: sign('new'), body: `${body} ` }],
    ['a signature by another secret', { signature: sign('other') }],
    ['a wrong signature beside the key', { signature: sign('other'), url: `${url}?key=new` }],
    ['a signature of nothing, with all in the query', { signature: sign('new', ''), method: 'GET', url: `${url}?_ai=1`, body: '' }],
    ['a signature of nothing, with all in the query of a POST', { signature: sign('new', ''), url: `${url}?_ai=1`, body: '' }],
    ['a signature over the body of a GET, with all in the query', { signature: sign('new'), method: 'GET', url: `${url}?_ai=1` }],
    ['a signature that is none', { signature: 'é' }],
  ])('is refused with %s', (_, given) => {
    expect(verify(given).verified).toBe(false);
  });

  it('is never known by an empty secret', () => {
    expect(verify({ signature: sign('') }, ['']).verified).toBe(false);
  });
});

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { twilio } from '../../../../functions/ingest/diallers/twilio.ts';
import samples from './fixtures/twilio-samples.json' with { type: 'json' };
import { aConnection, aRequest, aTwilioForm, now, readTwilio, theAgentsStatement, theStatement } from './webhooks.ts';

const said = (params: Record<string, string | undefined>, settings = {}) => theStatement(readTwilio(params, settings));
const at = '2026-11-22T10:50:00.000Z';

describe('a status callback of Twilio', () => {
  it('is read whole', () => {
    const params = { SequenceNumber: '3', RecordingUrl: 'https://api.twilio.com/recordings/RE1', Duration: '1' };
    const whoever = {
      externalId: 'CA0001',
      eventId: 'CA0001:completed:3',
      word: 'completed',
      signal: 'completed',
      direction: 'outbound',
      occurredAt: at,
      startedAt: '2026-11-22T10:49:18.000Z',
      endedAt: at,
      recordingUrl: 'https://api.twilio.com/recordings/RE1',
    };
    const ofLead = { ...whoever, leadPhone: '+919812345678', answeredAt: '2026-11-22T10:49:18.000Z', legSeconds: 42 };
    expect(readTwilio(params)).toEqual({ kind: 'statements', statements: [{ ...ofLead, whereAgent: whoever }] });
  });

  it.each([
    ['queued', undefined, { signal: 'progress' }],
    ['initiated', undefined, { signal: 'progress' }],
    ['ringing', undefined, { signal: 'progress' }],
    ['in-progress', undefined, { signal: 'answered', answeredAt: at }],
    ['answered', undefined, { signal: 'answered', answeredAt: at }],
    ['completed', '42', { signal: 'completed', legSeconds: 42, endedAt: at }],
    ['completed', '0', { signal: 'completed', talkSeconds: 0, endedAt: at }],
    ['busy', '0', { signal: 'busy', talkSeconds: 0, endedAt: at }],
    ['no-answer', '0', { signal: 'unanswered', talkSeconds: 0, endedAt: at }],
    ['failed', '0', { signal: 'unanswered', reason: 'failed', talkSeconds: 0, endedAt: at }],
    ['canceled', '0', { signal: 'unanswered', reason: 'canceled', talkSeconds: 0, endedAt: at }],
    ['something-new', undefined, { signal: 'unknown' }],
  ])('%s with duration %s', (CallStatus, CallDuration, expected) => {
    const { externalId, word, direction, leadPhone, occurredAt, startedAt, ...rest } = said({ CallStatus, CallDuration });
    expect(word).toBe(CallStatus);
    expect(CallStatus === 'completed' && CallDuration === '42' ? { ...rest, answeredAt: undefined } : rest).toEqual(expected);
  });

  it('is abandoned where an inbound caller cancels', () => {
    expect(said({ CallStatus: 'canceled', CallDuration: '0', Direction: 'inbound' }).reason).toBe('abandoned');
  });

  it.each([
    ['human', undefined],
    ['unknown', undefined],
    ['machine_start', 'machine'],
    ['machine_end_beep', 'machine'],
    ['machine_end_silence', 'machine'],
    ['machine_end_other', 'machine'],
    ['fax', 'machine'],
  ])('answered by %s has the reason %s', (AnsweredBy, reason) => {
    expect(said({ AnsweredBy }).reason).toBe(reason);
  });

  it('begins at the latest so long before its end as it lasted', () => {
    expect(said({ CallDuration: '300', Timestamp: 'Sun, 22 Nov 2026 00:02:00 +0000' }).startedAt).toBe('2026-11-21T23:57:00.000Z');
  });

  it('says no time where none was sent', () => {
    const statement = said({ Timestamp: undefined });
    expect(statement.legSeconds).toBe(42);
    for (const name of ['occurredAt', 'startedAt', 'answeredAt', 'endedAt']) expect(statement).not.toHaveProperty(name);
  });

  it('is translated by the dictionary of the connection', () => {
    expect(said({ CallStatus: 'completed' }, { statusMap: { completed: 'Called' } }).signal).toBe('called');
  });
});

describe('who is who', () => {
  const [us, lead, agent] = ['+14155550100', '+919812345678', 'client:asha'];

  it.each([
    ['inbound to our number', { Direction: 'inbound', From: lead, To: us }, 'inbound', lead, undefined],
    ['inbound to a SIP phone', { Direction: 'inbound', From: lead, To: 'sip:asha@pbx.example' }, 'inbound', lead, 'asha@pbx.example'],
    ['outbound by the API', { Direction: 'outbound-api', From: us, To: lead }, 'outbound', lead, undefined],
    [
      'the lead’s leg after an agent’s',
      { Direction: 'outbound-dial', ParentCallSid: 'CA0', From: us, To: lead },
      'outbound',
      lead,
      undefined,
    ],
    ['outbound from a browser', { Direction: 'inbound', From: agent, To: lead }, 'outbound', lead, 'asha'],
    ['outbound from a browser, number unknown', { Direction: 'inbound', From: agent, To: '' }, 'outbound', undefined, 'asha'],
    ['an agent who is rung first', { Direction: 'outbound-api', From: us, To: agent }, 'outbound', undefined, 'asha'],
    [
      'an agent who is rung for a lead',
      { Direction: 'outbound-dial', ParentCallSid: 'CA0', From: lead, To: agent },
      undefined,
      undefined,
      'asha',
    ],
    ['a withheld number', { Direction: 'inbound', From: '+266696687', To: us }, 'inbound', undefined, undefined],
    ['an anonymous caller', { Direction: 'inbound', From: 'Anonymous', To: us }, 'inbound', undefined, undefined],
    ['a short code', { Direction: 'inbound', From: '12345', To: us }, 'inbound', undefined, undefined],
    ['a local number', { Direction: 'inbound', From: '09812345678', To: us }, 'inbound', lead, undefined],
  ])('%s', (_, params, direction, leadPhone, agentId) => {
    const statement = said(params);
    expect([statement.direction, statement.leadPhone, statement.agent?.id]).toEqual([direction, leadPhone, agentId]);
  });

  it('puts child legs into their parent’s call', () => {
    expect(said({ ParentCallSid: 'CA0000', Direction: 'outbound-dial' }).externalId).toBe('CA0000');
  });

  it.each([
    ['in-progress', undefined, { signal: 'progress' }],
    ['completed', '42', { signal: 'completed' }],
    ['no-answer', '0', { signal: 'unanswered', reason: 'agent-unavailable' }],
    ['busy', '0', { signal: 'unanswered', reason: 'agent-unavailable' }],
    ['failed', '0', { signal: 'unanswered', reason: 'agent-unavailable' }],
  ])('%s on the leg of an agent who is rung first is no talk with the lead', (CallStatus, CallDuration, expected) => {
    const statement = said({ CallStatus, CallDuration, To: agent });
    expect(statement).toMatchObject(expected);
    expect(statement).not.toHaveProperty('talkSeconds');
    expect(statement).not.toHaveProperty('answeredAt');
  });

  it.each([
    ['in-progress', undefined, { signal: 'answered', answeredAt: at }],
    ['completed', '42', { signal: 'completed', talkSeconds: 42 }],
    ['no-answer', '0', { signal: 'unanswered', reason: 'agent-unavailable', talkSeconds: 0 }],
    ['busy', '0', { signal: 'unanswered', reason: 'agent-unavailable', talkSeconds: 0 }],
    ['canceled', '0', { signal: 'unanswered', reason: 'abandoned', talkSeconds: 0 }],
  ])('%s on the leg of an agent who is rung for a lead', (CallStatus, CallDuration, expected) => {
    expect(said({ CallStatus, CallDuration, ParentCallSid: 'CA0', Direction: 'outbound-dial', To: agent })).toMatchObject(expected);
  });
});

describe('a number that is an agent’s own', () => {
  const [us, mobile] = ['+14155550100', '+919812345678'];
  const rung = { Direction: 'outbound-dial', ParentCallSid: 'CA0', From: '+919800000001', To: mobile };
  const asAgents = (params: Record<string, string | undefined>) => theAgentsStatement(readTwilio(params));

  it.each([
    ['in-progress', undefined, { signal: 'answered' }],
    ['completed', '42', { signal: 'completed', talkSeconds: 42 }],
    ['busy', '0', { signal: 'unanswered', reason: 'agent-unavailable', talkSeconds: 0 }],
  ])('rung for a lead: %s', (CallStatus, CallDuration, expected) => {
    const statement = asAgents({ ...rung, CallStatus, CallDuration });
    expect(statement).toMatchObject(expected);
    expect(statement).not.toHaveProperty('direction');
    expect(statement).not.toHaveProperty('leadPhone');
  });

  it.each([
    ['called first', { Direction: 'outbound-api', From: us, To: mobile }],
    ['calling in to call out', { Direction: 'inbound', From: mobile, To: us }],
  ])('%s is connected before the lead is', (_, params) => {
    const statement = asAgents({ ...params, CallStatus: 'in-progress', CallDuration: undefined });
    expect(statement).toMatchObject({ signal: 'progress', direction: 'outbound' });
    expect(statement).not.toHaveProperty('leadPhone');
  });

  it.each([
    ['a browser phone', { To: 'client:asha' }],
    ['a withheld number', { Direction: 'inbound', From: 'Anonymous', To: us }],
  ])('is not said of %s', (_, params) => {
    expect(asAgents(params)).toBeUndefined();
  });
});

describe('what comes beside status callbacks', () => {
  const bare = {
    CallStatus: undefined,
    CallDuration: undefined,
    Direction: undefined,
    From: undefined,
    To: undefined,
    Timestamp: undefined,
  };

  it('a recording that is ready belongs to its call', () => {
    const RecordingUrl = 'https://api.twilio.com/recordings/RE1';
    expect(said({ ...bare, RecordingSid: 'RE1', RecordingUrl })).toEqual({
      externalId: 'CA0001',
      signal: 'unknown',
      recordingUrl: RecordingUrl,
    });
  });

  it('a machine that is detected late belongs to its call', () => {
    expect(said({ ...bare, AnsweredBy: 'machine_start', MachineDetectionDuration: '3100' })).toEqual({
      externalId: 'CA0001',
      signal: 'unknown',
      reason: 'machine',
    });
  });

  it.each([
    ['a person who is detected late', { AnsweredBy: 'human' }],
    ['a conference', { ConferenceSid: 'CF1', StatusCallbackEvent: 'participant-join' }],
    ['a message', { CallSid: undefined, MessageSid: 'SM1', MessageStatus: 'sent' }],
    ['a task', { CallSid: undefined, EventType: 'task.created' }],
    ['an error', { CallSid: undefined, Sid: 'NO1', Level: 'ERROR', PayloadType: 'application/json' }],
  ])('ignores %s', (_, params) => {
    expect(readTwilio({ ...bare, ...params }).kind).toBe('ignored');
  });

  it.each([
    ['no CallSid', { CallSid: undefined }, /CallSid is missing/],
    ['a blank CallSid', { CallSid: ' ' }, /CallSid is missing/],
    ['neither status nor event', { CallStatus: undefined }, /CallStatus is missing/],
    ['a negative duration', { CallDuration: '-1' }, /CallDuration is not a whole number of seconds/],
    ['an impossible duration', { CallDuration: '90000' }, /CallDuration/],
    ['a time that is none', { Timestamp: 'now' }, /Timestamp is not a time/],
    ['a call of another year', { Timestamp: 'Tue, 01 Nov 2016 01:59:13 +0000' }, /longer ago than the 400 days/],
    ['a call of next week', { Timestamp: 'Sun, 29 Nov 2026 10:50:00 +0000' }, /more than a day ahead/],
    ['a recording nowhere', { RecordingUrl: 'ftp://x' }, /RecordingUrl is not an http or https address/],
  ])('cannot read %s', (_, params, why) => {
    expect(readTwilio(params)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });

  it('cannot read a field that says two things, as the signature does not tell their order', () => {
    const twice = (body: string) => twilio.read(aRequest({ body: `${aTwilioForm()}&${body}` }), aConnection(), now).kind;
    expect(twice('CallStatus=busy')).toBe('unreadable');
    expect(twice('CallStatus=completed')).toBe('statements');
  });
});

describe('the ways that Twilio sends', () => {
  it('by GET, in the query', () => {
    const request = aRequest({ method: 'GET', url: `https://redial.example/webhooks/c_1?${aTwilioForm()}#rc=3`, body: 'CallSid=CA9' });
    expect(theStatement(twilio.read(request, aConnection(), now)).externalId).toBe('CA0001');
  });

  it('by POST, never in the query', () => {
    const request = aRequest({ url: 'https://redial.example/webhooks/c_1?CallSid=CA9', body: aTwilioForm() });
    expect(theStatement(twilio.read(request, aConnection(), now)).externalId).toBe('CA0001');
  });

  it('in JSON whose hash is in the signed URL', () => {
    const body = JSON.stringify({
      CallSid: 'CA7',
      CallStatus: 'completed',
      CallDuration: 9,
      Direction: 'inbound',
      From: '+919812345678',
      Extra: {},
    });
    const url = `https://redial.example/webhooks/c_1?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const request = aRequest({ url, body, headers: { 'content-type': 'application/json' } });
    expect(theStatement(twilio.read(request, aConnection(), now))).toMatchObject({
      externalId: 'CA7',
      legSeconds: 9,
      direction: 'inbound',
    });
    expect(twilio.read({ ...request, body: Buffer.from('[1]') }, aConnection(), now).kind).toBe('unreadable');
  });

  const asEvents = (events: unknown) => {
    const body = JSON.stringify(events);
    const url = `https://redial.example/webhooks/c_1?bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    return twilio.read(aRequest({ url, body, headers: { 'content-type': 'application/json' } }), aConnection(), now);
  };
  const parameters = Object.fromEntries(new URLSearchParams(aTwilioForm()));
  const callback = (type: string, said: object) => ({
    specversion: '1.0',
    type: `com.twilio.voice.status-callback.${type}`,
    datacontenttype: '2025-10-08T07:17:02.363Z',
    data: { sid: 'CA0001', request: { method: 'POST', parameters: said } },
  });
  const summary = {
    specversion: '1.0',
    type: 'com.twilio.voice.insights.call-summary.complete',
    data: {
      call_sid: 'CA1',
      parent_call_sid: 'CA0',
      end_time: '2026-11-22T10:50:00Z',
      duration: 50,
      connect_duration: 42,
      call_state: 'completed',
      from: { caller: '+14155550100', callee: '+919812345678' },
      to: { callee: '+919812345678' },
      properties: { direction: 'outbound_dial' },
    },
  };

  it('in Event Streams, as the callback that is inside', () => {
    const form = aRequest({ body: aTwilioForm() });
    expect(asEvents([callback('call.completed', parameters)])).toEqual(twilio.read(form, aConnection(), now));
    expect(asEvents(callback('call.completed', parameters))).toEqual(twilio.read(form, aConnection(), now));
  });

  it('in Event Streams, several events at once', () => {
    const machine = callback('amd.detected', { AnsweredBy: 'machine_start' });
    const reading = asEvents([machine, { specversion: '1.0', type: 'com.twilio.eventstreams.test-event', data: {} }, summary]);
    expect(reading).toMatchObject({
      kind: 'statements',
      statements: [
        { externalId: 'CA0001', signal: 'unknown', reason: 'machine' },
        { externalId: 'CA0', signal: 'completed', talkSeconds: 42, direction: 'outbound', leadPhone: '+919812345678', endedAt: at },
      ],
    });
  });

  it.each([
    ['noanswer', { signal: 'unanswered' }],
    ['fail', { signal: 'unanswered', reason: 'failed' }],
    ['busy', { signal: 'busy' }],
    ['canceled', { signal: 'unanswered', reason: 'canceled' }],
  ])('in Event Streams, a summary that ends as %s', (call_state, expected) => {
    expect(theStatement(asEvents([{ ...summary, data: { ...summary.data, call_state, connect_duration: 0 } }]))).toMatchObject(expected);
  });

  it('in Event Streams, never in part: what cannot be read keeps all of it aside', () => {
    expect(asEvents([summary, callback('call.completed', { ...parameters, CallDuration: '-1' })]).kind).toBe('unreadable');
    expect(asEvents([{ specversion: '1.0', type: 'com.twilio.messaging.message.sent', data: {} }]).kind).toBe('ignored');
  });

  it('a machine that is detected on a child leg, where the URL says whose child it is', () => {
    const body = 'CallSid=CA1&AnsweredBy=machine_start&MachineDetectionDuration=3100';
    const request = aRequest({ url: 'https://redial.example/webhooks/c_1?ParentCallSid=CA0', body });
    expect(theStatement(twilio.read(request, aConnection(), now))).toEqual({ externalId: 'CA0', signal: 'unknown', reason: 'machine' });
  });

  it.each(samples)('as recorded: $name', ({ body, now: receivedAt, statement }) => {
    expect(theStatement(twilio.read(aRequest({ body }), aConnection(), receivedAt))).toEqual(statement);
  });
});

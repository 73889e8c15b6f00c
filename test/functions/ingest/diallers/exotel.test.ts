import { describe, expect, it } from 'vitest';
import { exotel } from '../../../../functions/ingest/diallers/exotel.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/exotel-samples.json' with { type: 'json' };
import { aConnection, aForm, aRequest, now, theStatement } from './webhooks.ts';

const lead = '+919812345678';
const agent = '+919876543210';
type Given = Record<string, unknown>;

/** A status callback as JSON about an outbound call that went well, with `given` changed; undefined removes a field. */
function aCallback(given: Given = {}): string {
  const callback = {
    CallSid: 'x-1',
    EventType: 'terminal',
    DateUpdated: '2026-11-22 16:12:00',
    StartTime: '2026-11-22 16:10:00',
    EndTime: '2026-11-22 16:11:00',
    From: '09876543210',
    To: '09812345678',
    Status: 'completed',
    Direction: 'outbound-api',
    ConversationDuration: 42,
    Legs: [{ Status: 'completed' }, { Status: 'completed' }],
    ...given,
  };
  return JSON.stringify(callback);
}

const read = (given: Given = {}, settings = {}) => exotel.read(aRequest({ body: aCallback(given) }), aConnection(settings), now);
const legs = (first: string | null, second: string | null) => ({ Legs: [{ Status: first }, { Status: second }], ConversationDuration: 0 });
const untold = { ConversationDuration: undefined, Legs: undefined };

function passthru(params: Record<string, string | undefined>) {
  const given = {
    CallSid: 'x-1',
    CallFrom: '09812345678',
    CallTo: '02248964153',
    Direction: 'incoming',
    StartTime: '2026-11-22 16:10:00',
    EndTime: '1970-01-01 05:30:00',
    ...params,
  };
  return exotel.read(aRequest({ method: 'GET', url: `https://redial.example/webhooks/c_1?key=k&${aForm(given)}` }), aConnection(), now);
}

describe('a status callback of Exotel', () => {
  it.each(samples)('as recorded: $name', ({ body, contentType, statement }) => {
    const request = aRequest({ body, headers: { 'content-type': contentType } });
    expect(theStatement(exotel.read(request, aConnection({ retentionDays: 5000 }), now))).toEqual(statement);
  });

  it.each([
    ['talk', {}, { status: 'Called', talkSeconds: 42, ringSeconds: 18, reason: null, direction: 'outbound', leadPhone: lead }],
    ['no talk', { ConversationDuration: 0 }, { status: 'No Answer', talkSeconds: 0, reason: null }],
    ['the lead is busy', { Status: 'completed', ...legs('completed', 'busy') }, { status: 'Busy' }],
    ['the lead does not answer', { Status: 'completed', ...legs('completed', 'no-answer') }, { status: 'No Answer', reason: null }],
    ['the lead cannot be reached', legs('completed', 'failed'), { status: 'No Answer', reason: 'failed' }],
    ['called off', legs('completed', 'canceled'), { status: 'No Answer', reason: 'canceled' }],
    [
      'the agent does not answer',
      { Status: 'no-answer', ...legs('no-answer', null) },
      { status: 'No Answer', reason: 'agent-unavailable' },
    ],
    ['the agent is busy', { Status: 'busy', ...legs('busy', null) }, { status: 'No Answer', reason: 'agent-unavailable' }],
    ['busy, without legs', { Status: 'busy', ...untold }, { status: 'Busy', talkSeconds: 0 }],
    ['failed, without legs', { Status: 'failed', ...untold }, { status: 'No Answer', reason: 'failed' }],
    [
      'a leg’s time alone',
      { ConversationDuration: undefined, Legs: [{}, { Status: 'completed', OnCallDuration: '30' }] },
      { talkSeconds: 30 },
    ],
    [
      'a machine',
      { Legs: [{ Status: 'completed' }, { Status: 'completed', AnsweredBy: 'MACHINE' }] },
      { status: 'No Answer', reason: 'machine', connected: false },
    ],
    ['neither talk nor legs told', untold, { status: 'Called', connected: false, flags: ['called-without-talk-time'] }],
    ['an unknown word', { Status: 'odd', ...untold }, { status: 'In-progress', flags: ['unknown-status'] }],
  ])('outbound, %s', (_, given, expected) => {
    expect(callOf([read(given)])).toMatchObject(expected);
  });

  it.each([
    ['talk', {}, { status: 'Called', talkSeconds: 42, direction: 'inbound', leadPhone: agent }],
    ['no agent answers', legs('completed', 'no-answer'), { status: 'Missed', reason: 'agent-unavailable' }],
    ['the agent is busy', legs('completed', 'busy'), { status: 'Missed', reason: 'agent-unavailable' }],
    ['the caller gives up', legs('completed', 'canceled'), { status: 'Missed', reason: 'abandoned' }],
    [
      'a machine where the agent should be',
      { Legs: [{}, { Status: 'completed', AnsweredBy: 'Machine' }] },
      { status: 'Called', reason: null },
    ],
    ['no agent is rung', { Legs: [{ Status: 'completed' }], ConversationDuration: 0 }, { status: 'Missed', reason: null }],
  ])('inbound, %s', (_, given, expected) => {
    expect(callOf([read({ Direction: 'inbound', ...given })])).toMatchObject(expected);
  });

  it('is the same as a form, and as multipart', () => {
    const sent = {
      ...{ CallSid: 'x-1', EventType: 'terminal', Status: 'completed', Direction: 'outbound-api', ConversationDuration: '0' },
      ...{ To: '09812345678', 'Legs[0][Status]': 'completed', 'Legs[1][Status]': 'busy', EndTime: '1970-01-01 05:30:00' },
    };
    const parts = Object.entries(sent).map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
    const form = exotel.read(aRequest({ body: aForm(sent) }), aConnection(), now);
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect(exotel.read(aRequest({ body: `${parts.join('')}--b--`, headers }), aConnection(), now)).toEqual(form);
    expect(theStatement(form)).toMatchObject({ signal: 'busy', leadPhone: lead });
    expect(theStatement(form)).not.toHaveProperty('endedAt');
  });

  it('knows the agent by the number that is called first, of an outbound call', () => {
    expect(theStatement(read()).agent).toEqual({ phone: agent });
    expect(theStatement(read({ Direction: 'inbound' })).agent).toBeUndefined();
  });

  it('is answered once the lead’s leg is', () => {
    const event = { EventType: 'answered', EndTime: undefined, ConversationDuration: 0, Status: 'in-progress' };
    const signal = (second: string | null) =>
      theStatement(read({ ...event, Legs: [{ Status: 'in-progress' }, { Status: second }] })).signal;
    expect(['in-progress', 'ringing', null].map(signal)).toEqual(['answered', 'progress', 'progress']);
    expect(theStatement(read({ ...event, ...untold })).signal).toBe('answered');
  });

  it('tells one call by its events, in any order', () => {
    const answered = read({ EventType: 'answered', DateUpdated: '2026-11-22 16:10:18', EndTime: '1970-01-01 05:30:00', ...untold });
    expect(callOf([answered, read(), read()])).toMatchObject({
      status: 'Called',
      talkSeconds: 42,
      startedAt: '2026-11-22T10:40:00.000Z',
      answeredAt: '2026-11-22T10:40:18.000Z',
      endedAt: '2026-11-22T10:41:00.000Z',
    });
  });

  it('is translated by the dictionary of the connection', () => {
    expect(callOf([read({ Status: 'completed', ...untold }, { statusMap: { completed: 'no-answer' } })]).status).toBe('No Answer');
  });
});

describe('the Passthru applet of Exotel', () => {
  it.each([
    [
      { CallType: 'completed', DialCallDuration: '35' },
      { status: 'Called', talkSeconds: 35 },
    ],
    [
      { CallType: 'completed', DialCallDuration: '35', 'Legs[0][OnCallDuration]': '30' },
      { status: 'Called', talkSeconds: 30 },
    ],
    [{ CallType: 'completed' }, { status: 'Called', flags: ['called-without-talk-time'] }],
    [
      { CallType: 'incomplete', DialCallDuration: '35' },
      { status: 'Missed', reason: 'agent-unavailable', talkSeconds: 0 },
    ],
    [{ CallType: 'client-hangup' }, { status: 'Missed', reason: 'abandoned' }],
    [
      { CallType: 'call-attempt', CallStatus: 'completed' },
      { status: 'Missed', reason: 'abandoned' },
    ],
    [{ CallType: 'voicemail' }, { status: 'Missed', reason: 'voicemail' }],
    [
      { CallType: 'call-attempt', CallStatus: 'in-progress' },
      { status: 'In-progress', answeredAt: null },
    ],
    [{ CallStatus: 'ringing' }, { status: 'In-progress' }],
    [{ CallStatus: 'busy' }, { status: 'Busy' }],
    [{ CallStatus: 'canceled' }, { status: 'Missed', reason: 'abandoned' }],
  ])('inbound, %j', (params, expected) => {
    expect(callOf([passthru(params)])).toMatchObject({ direction: 'inbound', leadPhone: lead, ...expected });
  });

  it.each([
    [{ CallType: 'completed', DialCallDuration: '35' }, { status: 'Called' }],
    [{ CallType: 'incomplete' }, { status: 'No Answer', reason: null }],
    [{ CallType: 'client-hangup' }, { status: 'No Answer', reason: 'canceled' }],
  ])('outbound, %j', (params, expected) => {
    const outbound = { Direction: 'outbound-dial', CallFrom: '09876543210', CallTo: '09812345678', ...params };
    expect(callOf([passthru(outbound)])).toMatchObject({ direction: 'outbound', leadPhone: lead, ...expected });
    expect(theStatement(passthru(outbound)).agent).toEqual({ phone: agent });
  });

  it('names the agent who was rung', () => {
    expect(theStatement(passthru({ CallType: 'completed', DialWhomNumber: '09876543210' })).agent).toEqual({ phone: agent });
  });

  it('says no end of 1970, and no recording that is null', () => {
    const statement = theStatement(passthru({ CallType: 'incomplete', RecordingUrl: 'null' }));
    expect(statement).not.toHaveProperty('endedAt');
    expect(statement).not.toHaveProperty('recordingUrl');
  });

  it('tells the same call as a status callback', () => {
    const both = [passthru({ CallType: 'incomplete' }), read({ ...legs('completed', 'no-answer'), Direction: 'inbound', From: lead })];
    expect(callOf(both)).toMatchObject({ status: 'Missed', reason: 'agent-unavailable' });
  });
});

describe('what else Exotel sends', () => {
  it.each([
    ['a message', { SmsSid: 's-1', Status: 'sent' }, 'ignored'],
    ['a campaign', { campaign_sid: 'camp_1', status: 'Completed' }, 'ignored'],
    ['no id', { Status: 'completed' }, 'unreadable'],
    ['an id that is null', { CallSid: 'null', Status: 'completed' }, 'unreadable'],
    ['a negative duration', { CallSid: 'x', Status: 'completed', ConversationDuration: -4 }, 'unreadable'],
    ['a time that is none', { CallSid: 'x', Status: 'completed', StartTime: 'soon' }, 'unreadable'],
    ['a call of years ago', { CallSid: 'x', Status: 'completed', StartTime: '2020-01-01 10:00:00' }, 'unreadable'],
  ])('%s', (_, body, kind) => {
    expect(exotel.read(aRequest({ body: JSON.stringify(body) }), aConnection(), now).kind).toBe(kind);
  });
});

import { describe, expect, it } from 'vitest';
import { plivo } from '../../../../functions/ingest/diallers/plivo.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/plivo-samples.json' with { type: 'json' };
import { aConnection, aForm, aRequest, now, theStatement } from './webhooks.ts';

type Params = Record<string, string | undefined>;

/** A hangup callback of an answered outbound call, with `params` changed; undefined removes one. */
const hangup = {
  CallUUID: 'u-1',
  ALegUUID: 'u-1',
  Event: 'Hangup',
  CallStatus: 'completed',
  Direction: 'outbound',
  From: '14155550100',
  To: '919812345678',
  Duration: '42',
  BillDuration: '60',
  StartTime: '2026-11-22 10:49:00',
  AnswerTime: '2026-11-22 10:49:18',
  EndTime: '2026-11-22 10:50:00',
  HangupCauseCode: '4000',
};
const notAnswered = { Duration: '0', BillDuration: '0', AnswerTime: undefined, HangupCauseCode: undefined };

function read(params: Params = {}, settings = {}) {
  return plivo.read(aRequest({ body: aForm({ ...hangup, ...params }) }), aConnection({ timezone: 'UTC', ...settings }), now);
}

const said = (params: Params = {}, settings = {}) => theStatement(read(params, settings));
const lead = '+919812345678';
const goesOn = { Event: undefined, Duration: undefined, AnswerTime: undefined, EndTime: undefined, HangupCauseCode: undefined };

describe('a callback of Plivo', () => {
  it('is read whole', () => {
    expect(said({ RecordUrl: 'https://media.plivo.com/r1.mp3' })).toEqual({
      externalId: 'u-1',
      word: 'completed',
      signal: 'completed',
      direction: 'outbound',
      leadPhone: lead,
      occurredAt: '2026-11-22T10:50:00.000Z',
      startedAt: '2026-11-22T10:49:00.000Z',
      answeredAt: '2026-11-22T10:49:18.000Z',
      endedAt: '2026-11-22T10:50:00.000Z',
      talkSeconds: 42,
      recordingUrl: 'https://media.plivo.com/r1.mp3',
    });
  });

  it('has its times in UTC, unless the connection names another zone', () => {
    expect(plivo.timezone).toBe('UTC');
    expect(said({}, { timezone: 'America/New_York' }).endedAt).toBe('2026-11-22T15:50:00.000Z');
  });

  it.each([
    ['ringing', undefined, { signal: 'progress' }],
    ['in-progress', undefined, { signal: 'answered' }],
    ['completed', '0', { signal: 'completed', talkSeconds: 0 }],
    ['busy', '0', { signal: 'busy', talkSeconds: 0 }],
    ['no-answer', '0', { signal: 'unanswered', talkSeconds: 0 }],
    ['timeout', '0', { signal: 'unanswered', talkSeconds: 0 }],
    ['failed', '0', { signal: 'unanswered', reason: 'failed', talkSeconds: 0 }],
    ['cancel', '0', { signal: 'unanswered', reason: 'canceled', talkSeconds: 0 }],
    ['something-new', undefined, { signal: 'unknown' }],
  ])('%s with duration %s', (CallStatus, Duration, expected) => {
    const { externalId, word, direction, leadPhone, startedAt, occurredAt, endedAt, ...rest } = said({
      ...notAnswered,
      CallStatus,
      Duration,
    });
    expect(word).toBe(CallStatus);
    expect(rest).toEqual(expected);
  });

  it.each([
    ['failed', { HangupCauseCode: '3010' }, 'outbound', { signal: 'busy' }],
    ['completed', { HangupCauseCode: '3010' }, 'outbound', { signal: 'busy' }],
    ['failed', { HangupCause: 'USER_BUSY' }, 'outbound', { signal: 'busy' }],
    ['failed', { HangupCauseCode: '3000' }, 'outbound', { signal: 'unanswered' }],
    ['failed', { HangupCauseCode: '3040' }, 'outbound', { signal: 'unanswered' }],
    ['failed', { HangupCauseCode: '3020' }, 'outbound', { signal: 'unanswered', reason: 'rejected' }],
    ['failed', { HangupCauseCode: '1000' }, 'outbound', { signal: 'unanswered', reason: 'canceled' }],
    ['completed', { HangupCauseCode: '1000' }, 'inbound', { signal: 'unanswered', reason: 'abandoned' }],
    ['failed', { HangupCauseCode: '2000' }, 'outbound', { signal: 'unanswered', reason: 'failed' }],
    ['completed', { HangupCauseCode: '3010', Duration: '42' }, 'outbound', { signal: 'completed' }],
  ])('%s because of %j, %s', (CallStatus, cause, Direction, expected) => {
    const { signal, reason } = said({ ...notAnswered, CallStatus, Direction, ...cause });
    expect(reason === undefined ? { signal } : { signal, reason }).toEqual(expected);
  });

  it('is translated by the dictionary of the connection, which beats its cause', () => {
    const statusMap = { failed: 'No Answer' };
    expect(said({ ...notAnswered, CallStatus: 'failed', HangupCauseCode: '3010' }, { statusMap }).signal).toBe('no-answer');
  });

  it('says that a machine answered', () => {
    expect(said({ Machine: 'true' }).reason).toBe('machine');
    expect(said({ Machine: 'false' }).reason).toBeUndefined();
  });

  it('begins so long before its end as it lasted, where nobody says when', () => {
    expect(said({ StartTime: undefined, AnswerTime: undefined }).startedAt).toBe('2026-11-22T10:49:18.000Z');
  });

  it('is read from the query of a GET, and never from its body', () => {
    const request = aRequest({ method: 'GET', url: `https://redial.example/w?${aForm(hangup)}`, body: 'CallUUID=u-9' });
    expect(theStatement(plivo.read(request, aConnection(), now)).externalId).toBe('u-1');
  });

  it.each(samples)('as recorded: $name', ({ body, now: receivedAt, statement }) => {
    expect(theStatement(plivo.read(aRequest({ body }), aConnection({ timezone: 'UTC' }), receivedAt))).toEqual(statement);
  });
});

describe('who is who to Plivo', () => {
  const agent = 'sip:asha@phone.plivo.com';

  it.each([
    ['outbound', { From: '14155550100', To: '919812345678' }, 'outbound', lead, undefined],
    ['outbound, abroad', { To: '19792014278' }, 'outbound', '+19792014278', undefined],
    ['outbound to an endpoint', { To: agent }, 'outbound', undefined, 'asha@phone.plivo.com'],
    ['inbound', { Direction: 'inbound', From: '919812345678', To: '14155550100' }, 'inbound', lead, undefined],
    ['inbound from a local number', { Direction: 'inbound', From: '09812345678' }, 'inbound', lead, undefined],
    ['inbound, withheld', { Direction: 'inbound', From: 'anonymous' }, 'inbound', undefined, undefined],
    ['an endpoint that calls out', { Direction: 'inbound', From: agent, To: '919812345678' }, 'outbound', lead, 'asha@phone.plivo.com'],
  ])('%s', (_, params, direction, leadPhone, agentId) => {
    const statement = said(params);
    expect([statement.direction, statement.leadPhone, statement.agent?.id]).toEqual([direction, leadPhone, agentId]);
  });
});

describe('a leg that Dial made', () => {
  const dial = {
    ...goesOn,
    Event: 'DialHangup',
    CallStatus: 'in-progress',
    DialALegUUID: 'u-1',
    DialBLegUUID: 'u-2',
    DialBLegFrom: '14155550100',
  };
  const called = { ...dial, Direction: 'inbound', From: '919812345678', To: '14155550100', DialBLegTo: '14155550111' };
  const toEndpoint = { ...dial, To: 'sip:asha@phone.plivo.com', DialBLegTo: '919812345678' };

  it.each([
    ['answer', {}, { signal: 'answered' }],
    ['hangup', { DialBLegDuration: '30' }, { signal: 'completed', talkSeconds: 30 }],
    ['hangup', { DialBLegDuration: '0', DialBLegHangupCauseCode: '3010' }, { signal: 'unanswered', reason: 'agent-unavailable' }],
    ['hangup', { DialBLegDuration: '0', DialBLegHangupCause: 'ORIGINATOR_CANCEL' }, { signal: 'unanswered', reason: 'abandoned' }],
  ])('for a lead who called is the agent’s: %s %j', (DialBLegStatus, params, expected) => {
    const statement = said({ ...called, DialBLegStatus, ...params });
    expect(statement).toMatchObject({
      externalId: 'u-1',
      direction: 'inbound',
      leadPhone: lead,
      agent: { phone: '+14155550111' },
      ...expected,
    });
  });

  it.each([
    ['answer', {}, { signal: 'answered' }],
    ['hangup', { DialBLegDuration: '30' }, { signal: 'completed', talkSeconds: 30 }],
    ['hangup', { DialBLegDuration: '0', DialBLegHangupCauseCode: '3010' }, { signal: 'busy', talkSeconds: 0 }],
  ])('for an agent who was connected first is the lead’s: %s %j', (DialBLegStatus, params, expected) => {
    const statement = said({ ...toEndpoint, DialBLegStatus, ...params });
    expect(statement).toMatchObject({
      externalId: 'u-1',
      direction: 'outbound',
      leadPhone: lead,
      agent: { id: 'asha@phone.plivo.com' },
      ...expected,
    });
  });

  it('makes the call Busy where the lead’s line was, however long the agent waited', () => {
    const told = [
      read({ ...goesOn, CallStatus: 'in-progress', To: toEndpoint.To }),
      read({ ...toEndpoint, DialBLegStatus: 'hangup', DialBLegDuration: '0', DialBLegHangupCauseCode: '3010' }),
      read({ To: toEndpoint.To, Duration: '20' }),
    ];
    expect(callOf(told)).toMatchObject({ status: 'Busy', direction: 'outbound', leadPhone: lead, talkSeconds: 0 });
  });
});

describe('a call as Plivo tells it', () => {
  const ringing = { ...goesOn, CallStatus: 'ringing' };

  it.each([
    ['completed', 'outbound', {}, { status: 'Called', talkSeconds: 42, ringSeconds: 18 }],
    ['completed', 'inbound', {}, { status: 'Called', talkSeconds: 42 }],
    ['completed', 'inbound', notAnswered, { status: 'Missed' }],
    ['no-answer', 'outbound', notAnswered, { status: 'No Answer', talkSeconds: 0, reason: null }],
    ['timeout', 'inbound', notAnswered, { status: 'Missed', reason: null }],
    ['cancel', 'outbound', notAnswered, { status: 'No Answer', reason: 'canceled' }],
    ['failed', 'outbound', { ...notAnswered, HangupCauseCode: '3010' }, { status: 'Busy' }],
    ['failed', 'outbound', notAnswered, { status: 'No Answer', reason: 'failed' }],
    ['completed', 'outbound', { Machine: 'true' }, { status: 'No Answer', reason: 'machine', connected: false }],
  ])('%s, %s, %j', (CallStatus, Direction, params, expected) => {
    expect(callOf([read({ ...ringing, Direction }), read({ CallStatus, Direction, ...params })])).toMatchObject(expected);
  });
});

describe('what comes beside callbacks of a call', () => {
  it.each([
    ['a message', { CallUUID: undefined, ALegUUID: undefined, CallStatus: undefined, MessageUUID: 'm-1' }],
    ['keys that were pressed', { CallStatus: undefined, Event: undefined, Digits: '1' }],
    ['a person who is detected', { CallStatus: undefined, Event: 'MachineDetection', Machine: 'false' }],
  ])('ignores %s', (_, params) => {
    expect(read(params).kind).toBe('ignored');
  });

  it.each([
    ['no call', { CallUUID: undefined, ALegUUID: undefined }, /CallUUID is missing/],
    ['neither status nor event', { CallStatus: undefined, Event: undefined }, /CallStatus is missing/],
    ['a negative duration', { Duration: '-1' }, /Duration is not a whole number of seconds/],
    ['a time that is none', { EndTime: 'now' }, /EndTime is not a time/],
    ['an end before its beginning', { StartTime: '2026-11-22 10:51:00' }, /endedAt is 60 s before startedAt/],
    ['a recording nowhere', { RecordUrl: 'ftp://x' }, /RecordUrl is not an http or https address/],
  ])('cannot read %s', (_, params, why) => {
    expect(read(params)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });
});

import { describe, expect, it } from 'vitest';
import { telnyx } from '../../../../functions/ingest/diallers/telnyx.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/telnyx-samples.json' with { type: 'json' };
import { aConnection, aForm, aRequest, now, theStatement } from './webhooks.ts';

const [us, lead, agent] = ['+14155550100', '+919812345678', 'sip:asha@sip.telnyx.com'];
const at = (second: number) => `2026-11-22T10:40:${String(second).padStart(2, '0')}.000Z`;

function aBody(type: string, payload: Record<string, unknown> = {}, second = 0): string {
  const call = { call_session_id: 's-1', call_leg_id: 'l-1', call_control_id: 'v3:1', from: us, to: lead, start_time: at(0), ...payload };
  return JSON.stringify({
    data: { record_type: 'event', event_type: type, id: `e-${type}-${second}`, occurred_at: at(second), payload: call },
  });
}

function read(body: string, settings = {}) {
  return telnyx.read(aRequest({ body, headers: { 'content-type': 'application/json' } }), aConnection(settings), now);
}

const told = (type: string, payload: Record<string, unknown> = {}, second = 0) => read(aBody(type, payload, second));
const said = (type: string, payload: Record<string, unknown> = {}, second = 0) => theStatement(told(type, payload, second));
const initiated = (direction = 'outgoing', payload = {}) => told('call.initiated', { direction, ...payload });
const hangup = (hangup_cause: string, payload = {}, second = 50) => told('call.hangup', { hangup_cause, ...payload }, second);

describe('a call control event', () => {
  it('is read whole', () => {
    expect(said('call.hangup', { hangup_cause: 'normal_clearing', hangup_source: 'caller' }, 50)).toEqual({
      externalId: 's-1',
      eventId: 'e-call.hangup-50',
      word: 'normal_clearing',
      signal: 'completed',
      occurredAt: at(50),
      startedAt: at(0),
      endedAt: at(50),
    });
  });

  it.each([
    ['call.initiated', 'initiated', { signal: 'progress' }],
    ['call.answered', 'answered', { signal: 'answered', answeredAt: at(9) }],
    ['call.bridged', 'bridged', { signal: 'answered', answeredAt: at(9) }],
  ])('%s', (type, word, expected) => {
    expect(said(type, {}, 9)).toMatchObject({ word, startedAt: at(0), ...expected });
  });

  it.each([
    ['normal_clearing', '200', { signal: 'completed' }],
    ['normal_clearing', '486', { signal: 'completed' }],
    ['time_limit', undefined, { signal: 'completed' }],
    ['user_busy', '486', { signal: 'busy' }],
    ['user_busy', undefined, { signal: 'busy' }],
    ['call_rejected', '486', { signal: 'busy' }],
    ['call_rejected', '600', { signal: 'busy' }],
    ['no_answer', '480', { signal: 'unanswered' }],
    ['timeout', '408', { signal: 'unanswered' }],
    ['originator_cancel', '487', { signal: 'unanswered', reason: 'canceled' }],
    ['call_rejected', '603', { signal: 'unanswered', reason: 'rejected' }],
    ['not_found', '404', { signal: 'unanswered', reason: 'failed' }],
    ['unspecified', '603', { signal: 'unanswered', reason: 'rejected' }],
    ['unspecified', '480', { signal: 'unanswered' }],
    ['unspecified', 'unspecified', { signal: 'completed', reason: 'failed' }],
    ['something_new', '500', { signal: 'completed' }],
  ])('a hangup for %s, SIP %s', (hangup_cause, sip_hangup_cause, expected) => {
    const { signal, reason } = said('call.hangup', { hangup_cause, sip_hangup_cause });
    expect(reason === undefined ? { signal } : { signal, reason }).toEqual(expected);
  });

  it('is translated by the dictionary of the connection, which beats the SIP answer', () => {
    const body = aBody('call.hangup', { hangup_cause: 'call_rejected', sip_hangup_cause: '486' });
    expect(theStatement(read(body, { statusMap: { call_rejected: 'No Answer' } })).signal).toBe('no-answer');
  });

  it.each([
    ['call.machine.detection.ended', 'machine'],
    ['call.machine.detection.ended', 'fax'],
    ['call.machine.premium.detection.ended', 'machine'],
    ['call.machine.premium.detection.ended', 'fax_detected'],
  ])('%s with %s says that no person answered', (type, result) => {
    expect(said(type, { result }, 3)).toEqual({
      externalId: 's-1',
      eventId: `e-${type}-3`,
      signal: 'unknown',
      reason: 'machine',
      occurredAt: at(3),
    });
  });

  it('tells of a recording: its lasting link before the one of ten minutes', () => {
    const recording_urls = { mp3: 'https://s3.example/r.mp3', wav: null };
    const lasting = { mp3: 'https://telnyx.example/r.mp3' };
    expect(said('call.recording.saved', { recording_urls }).recordingUrl).toBe('https://s3.example/r.mp3');
    expect(said('call.recording.saved', { recording_urls, public_recording_urls: lasting }).recordingUrl).toBe(
      'https://telnyx.example/r.mp3',
    );
  });

  it.each([
    ['outgoing', us, lead, 'outbound', lead, undefined],
    ['incoming', lead, us, 'inbound', lead, undefined],
    ['outgoing', us, agent, 'outbound', undefined, 'asha@sip.telnyx.com'],
    ['incoming', agent, lead, 'outbound', lead, 'asha@sip.telnyx.com'],
    ['incoming', 'anonymous', us, 'inbound', undefined, undefined],
    [undefined, us, lead, undefined, undefined, undefined],
    ['constructor', us, lead, undefined, undefined, undefined],
    [undefined, us, agent, undefined, undefined, 'asha@sip.telnyx.com'],
  ])('%s from %s to %s', (direction, from, to, expected, leadPhone, agentId) => {
    const statement = said('call.initiated', { direction, from, to });
    expect([statement.direction, statement.leadPhone, statement.agent?.id]).toEqual([expected, leadPhone, agentId]);
  });

  it.each([
    ['call.answered', {}, { signal: 'progress' }],
    ['call.hangup', { hangup_cause: 'user_busy' }, { signal: 'unanswered', reason: 'agent-unavailable' }],
  ])('%s of an agent’s SIP phone is nothing that the lead did', (type, payload, expected) => {
    expect(said(type, { to: agent, ...payload })).toMatchObject(expected);
  });

  it.each([
    ['keys that were pressed', 'call.dtmf.received', {}],
    ['a person who is detected', 'call.machine.detection.ended', { result: 'human' }],
    ['a doubt', 'call.machine.detection.ended', { result: 'not_sure' }],
    ['the price', 'call.cost', { billed_duration_secs: 60 }],
    ['a recording without a link', 'call.recording.saved', {}],
    ['a message', 'message.received', {}],
  ])('ignores %s', (_, type, payload) => {
    expect(told(type, payload).kind).toBe('ignored');
  });

  it.each([
    ['no JSON', 'call', /not well-formed JSON/],
    ['a list', '[]', /not a JSON object/],
    ['no type', '{"data":{}}', /data.event_type is missing/],
    ['no payload', '{"data":{"event_type":"call.hangup"}}', /data.payload is missing/],
    [
      'no session',
      aBody('call.hangup', { call_session_id: null, call_leg_id: '', call_control_id: undefined }),
      /call_session_id is missing/,
    ],
    ['a time that is none', aBody('call.hangup', { start_time: 'now' }), /payload.start_time is not a time/],
    ['a recording nowhere', aBody('call.recording.saved', { recording_urls: { mp3: 'ftp://x' } }), /mp3 is not an http/],
  ])('cannot read %s', (_, body, why) => {
    expect(read(body)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });

  it('cannot be read from a query, which its signature does not cover', () => {
    const request = aRequest({ method: 'GET', url: 'https://redial.example/w?CallSid=1&CallStatus=busy' });
    expect(telnyx.read(request, aConnection(), now)).toEqual({
      kind: 'unreadable',
      why: expect.stringMatching(/set the webhook's method to POST/),
    });
  });

  it.each(samples)('as recorded: $name', ({ body, contentType, now: receivedAt, statement }) => {
    const request = aRequest({ body, headers: { 'content-type': contentType } });
    expect(theStatement(telnyx.read(request, aConnection(), receivedAt))).toEqual(statement);
  });
});

describe('a call as Telnyx tells it', () => {
  const answered = told('call.answered', {}, 20);

  it.each([
    [
      'answered',
      [initiated(), answered, hangup('normal_clearing')],
      { status: 'Called', talkSeconds: 30, ringSeconds: 20, leadPhone: lead },
    ],
    ['answered, with an odd ending', [initiated(), answered, hangup('unspecified')], { status: 'Called', talkSeconds: 30, reason: null }],
    ['not answered', [initiated(), hangup('timeout')], { status: 'No Answer', talkSeconds: 0 }],
    ['cleared before an answer', [initiated(), hangup('normal_clearing')], { status: 'No Answer', talkSeconds: 0 }],
    ['busy', [initiated(), hangup('user_busy')], { status: 'Busy', endedAt: at(50) }],
    ['canceled', [initiated(), hangup('originator_cancel')], { status: 'No Answer', reason: 'canceled' }],
    ['failed', [initiated(), hangup('unspecified')], { status: 'No Answer', reason: 'failed' }],
    ['inbound, not answered', [initiated('incoming', { from: lead, to: us }), hangup('timeout')], { status: 'Missed', leadPhone: lead }],
    ['inbound, answered', [initiated('incoming'), answered, hangup('normal_clearing')], { status: 'Called', direction: 'inbound' }],
    ['going on', [initiated(), answered], { status: 'In-progress', ended: false }],
    ['over, of which nothing else is known', [hangup('no_answer')], { status: 'No Answer', direction: null, leadPhone: null }],
    [
      'answered by a machine',
      [initiated(), answered, told('call.machine.detection.ended', { result: 'machine' }, 22), hangup('normal_clearing')],
      { status: 'No Answer', reason: 'machine', connected: false },
    ],
  ])('%s', (_, readings, expected) => {
    expect(callOf(readings)).toMatchObject(expected);
  });

  it('is Busy where an agent was connected first and the lead’s line was busy', () => {
    const legOfAgent = { call_leg_id: 'l-0', to: agent };
    const readings = [
      initiated('outgoing', legOfAgent),
      told('call.answered', legOfAgent, 5),
      initiated('outgoing', { start_time: at(6) }),
      hangup('user_busy', { start_time: at(6) }, 9),
      hangup('normal_clearing', legOfAgent, 12),
    ];
    expect(callOf(readings)).toMatchObject({ status: 'Busy', direction: 'outbound', leadPhone: lead, talkSeconds: 0 });
  });
});

describe('a status callback of TeXML', () => {
  const form = { CallSid: 'v3:1', From: us, To: lead, Timestamp: '2026-11-22 10:40:50.731479Z' };
  const texml = (params: Record<string, string>, query = '') =>
    telnyx.read(
      aRequest({
        url: `https://redial.example/webhooks/c_1${query}`,
        body: aForm({ ...form, ...params }),
        headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      }),
      aConnection(),
      now,
    );

  it.each([
    ['completed', '42', { status: 'Called', talkSeconds: 42 }],
    ['completed', '0', { status: 'No Answer' }],
    ['no-answer', '0', { status: 'No Answer' }],
    ['busy', '0', { status: 'Busy' }],
    ['failed', '0', { status: 'No Answer', reason: 'failed' }],
    ['canceled', '0', { status: 'No Answer', reason: 'canceled' }],
    ['ringing', '10', { status: 'In-progress', startedAt: '2026-11-22T10:40:50.731Z' }],
  ])('%s after %s s', (CallStatus, CallDuration, expected) => {
    expect(callOf([texml({ CallStatus, CallDuration })])).toMatchObject(expected);
  });

  it('names no direction: the URL that was pasted does', () => {
    const busy = { CallStatus: 'busy' };
    expect(theStatement(texml(busy))).not.toHaveProperty('leadPhone');
    expect(theStatement(texml(busy, '?direction=outbound'))).toMatchObject({ direction: 'outbound', leadPhone: lead });
    expect(theStatement(texml({ ...busy, From: lead, To: us }, '?direction=inbound'))).toMatchObject({
      direction: 'inbound',
      leadPhone: lead,
    });
    expect(theStatement(texml({ ...busy, Direction: 'outbound' }, '?direction=inbound')).direction).toBe('outbound');
  });

  it('is read from JSON too', () => {
    expect(theStatement(read(JSON.stringify({ ...form, CallStatus: 'busy', SequenceNumber: 2, ShakenStirValidated: true }))).signal).toBe(
      'busy',
    );
    expect(read('{"CallStatus":"busy"}')).toEqual({ kind: 'unreadable', why: expect.stringMatching(/CallSid is missing/) });
  });
});

import { describe, expect, it } from 'vitest';
import { justcall } from '../../../../functions/ingest/diallers/justcall.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/justcall-samples.json' with { type: 'json' };
import { aConnection, aRequest, now, theStatement } from './webhooks.ts';

const at = (second: number) => `2026-11-22T10:40:${String(second).padStart(2, '0')}.000Z`;

/** An outgoing call of 40 s, of which they talked 30, with fields of `call_info` and of the call changed. */
function aCall(info: object = {}, call: object = {}) {
  const call_info = { direction: 'Outgoing', type: 'Answered', notes: '', disposition: '', recording: '', ...info };
  const agent = { agent_id: 7, agent_email: 'asha@example.com' };
  const began = { call_date: '2026-11-22', call_time: '10:40:00' };
  const call_duration = { total_duration: 40, conversation_time: 30, ring_time: 10 };
  return { call_sid: 'j-1', contact_number: '919812345678', ...agent, ...began, call_info, call_duration, ...call };
}

function told(type: unknown, data: object = aCall(), settings = {}) {
  const body = JSON.stringify({ request_id: 'r-1', webhook_url: 'https://redial.example/w', type, data });
  const headers = { 'x-justcall-request-timestamp': '2026-11-22 10:41:00' };
  return justcall.read(aRequest({ body, headers }), aConnection(settings), now);
}

const said = (type: string, data: object = aCall(), settings = {}) => theStatement(told(type, data, settings));

describe('an event of JustCall', () => {
  it('is read whole, its times in UTC', () => {
    expect(said('call.completed', aCall({ recording: 'https://r.example/1', notes: 'Likes blue', disposition: 'Won' }))).toEqual({
      externalId: 'j-1',
      eventId: 'r-1',
      word: 'Answered',
      signal: 'called',
      direction: 'outbound',
      leadPhone: '+919812345678',
      agent: { id: '7', email: 'asha@example.com' },
      startedAt: at(0),
      answeredAt: at(10),
      endedAt: at(40),
      occurredAt: at(40),
      talkSeconds: 30,
      ringSeconds: 10,
      note: 'Won: Likes blue',
      recordingUrl: 'https://r.example/1',
    });
  });

  it.each([
    ['call.incoming', {}, { signal: 'progress', direction: 'outbound' }],
    ['call.initiated', {}, { signal: 'progress' }],
    ['call.answered', {}, { signal: 'answered', answeredAt: '2026-11-22T10:41:00.000Z' }],
    ['call.completed', { type: 'Unanswered' }, { signal: 'unanswered', talkSeconds: 0, ringSeconds: 10 }],
    ['call.completed', { type: 'Abandoned before ringing' }, { signal: 'unanswered', reason: 'canceled' }],
    ['call.completed', { type: 'Abandoned before ringing', direction: 'Incoming' }, { signal: 'unanswered', reason: 'abandoned' }],
    ['call.completed', { type: 'Missed', direction: 'Incoming' }, { signal: 'unanswered' }],
    ['call.completed', { type: 'Voicemail', direction: 'Incoming' }, { signal: 'unanswered', reason: 'voicemail' }],
    ['call.completed', { type: undefined }, { signal: 'completed', talkSeconds: 30, word: 'completed' }],
    ['call.completed', { type: 'Something new' }, { signal: 'unknown', word: 'Something new' }],
    ['call.missed', { type: undefined, direction: undefined }, { signal: 'unanswered', direction: 'inbound' }],
    ['call.voicemail', { type: undefined, direction: undefined }, { reason: 'voicemail', direction: 'inbound' }],
    ['sd.call_completed', {}, { signal: 'called', talkSeconds: 30 }],
    [
      'jc.call_updated',
      { disposition: 'Follow up' },
      { signal: 'called', disposition: 'Follow up', occurredAt: '2026-11-22T10:41:00.000Z' },
    ],
  ])('%s of %j', (type, info, expected) => {
    expect(said(type, aCall(info))).toMatchObject(expected);
  });

  it.each(['Call was not picked by any agent', 'Call never rang any of the available agents'])(
    'that was missed: %s',
    (missed_call_reason) => {
      expect(said('call.completed', aCall({ type: 'Missed', direction: 'Incoming', missed_call_reason })).reason).toBe('agent-unavailable');
    },
  );

  it('that updates a call without saying when it ended is no word of its end', () => {
    const statement = said('call.updated', aCall({ disposition: 'Rescheduled' }, { call_duration: undefined }));
    expect(statement).toMatchObject({ signal: 'unknown', disposition: 'Rescheduled', occurredAt: '2026-11-22T10:41:00.000Z' });
    expect([statement.word, statement.endedAt, statement.talkSeconds]).toEqual([undefined, undefined, undefined]);
  });

  it.each([
    [{ total_duration: 40, conversation_time: '00:00:25' }, 25],
    [{ total_duration: 40 }, 40],
    [undefined, undefined],
  ])('tells talk by %j', (call_duration, talkSeconds) => {
    expect(said('call.completed', aCall({}, { call_duration })).talkSeconds).toBe(talkSeconds);
  });

  it('is known by its sid, else by its id', () => {
    expect(said('call.completed', aCall({}, { call_sid: '', id: 12 })).externalId).toBe('12');
    expect(said('call.completed', aCall({}, { id: 12 })).externalId).toBe('j-1');
  });

  it('is translated by the dictionary of the connection, dispositions too', () => {
    const statusMap = { Unanswered: 'Busy', 'Call later': 'Rescheduled' };
    const info = { type: 'Unanswered', disposition: 'Call later' };
    expect(said('call.updated', aCall(info), { statusMap })).toMatchObject({ signal: 'busy', disposition: 'Rescheduled' });
  });

  it.each(samples)('as documented: $name', ({ body, headers, now: receivedAt, statement }) => {
    expect(theStatement(justcall.read(aRequest({ body, headers }), aConnection(), receivedAt))).toEqual(statement);
  });
});

describe('a call as JustCall tells it', () => {
  it.each([
    ['answered', [told('call.initiated'), told('call.completed')], { status: 'Called', talkSeconds: 30, ringSeconds: 10, endedAt: at(40) }],
    [
      'not picked up',
      [told('call.initiated'), told('call.completed', aCall({ type: 'Unanswered' }))],
      { status: 'No Answer', talkSeconds: 0 },
    ],
    [
      'answered, for no time',
      [told('call.completed', aCall({}, { call_duration: { total_duration: 0 } }))],
      { status: 'Called', flags: ['called-without-talk-time'] },
    ],
    ['missed', [told('call.completed', aCall({ type: 'Missed', direction: 'Incoming' }))], { status: 'Missed' }],
    [
      'missed, with a voicemail',
      [told('call.completed', aCall({ type: 'Voicemail', direction: 'Incoming' }))],
      { status: 'Missed', reason: 'voicemail' },
    ],
    [
      'disposed of after its end',
      [told('call.completed'), told('call.updated', aCall({ disposition: 'Follow up' }))],
      { status: 'Follow up', outcome: 'Called', endedAt: at(40) },
    ],
    ['going on', [told('call.initiated'), told('call.answered')], { status: 'In-progress', ended: false }],
  ])('%s', (_, readings, expected) => {
    expect(callOf(readings)).toMatchObject(expected);
  });
});

describe('what else JustCall sends', () => {
  it.each(['sms.received', 'jc.contact_status_updated', 'call.queue_entered', 'call.ai_report_generated'])('ignores %s', (type) => {
    expect(told(type).kind).toBe('ignored');
  });

  it.each([
    ['no type', undefined, aCall(), /type is missing/],
    ['no call', 'call.completed', aCall({}, { call_sid: null }), /the id of the call is missing/],
    ['no data', 'call.completed', [], /the id of the call is missing/],
    ['a date that is none', 'call.completed', aCall({}, { call_date: 'today' }), /data.call_date is not a date/],
    [
      'a negative duration',
      'call.completed',
      aCall({}, { call_duration: { total_duration: -1 } }),
      /data.call_duration.total_duration is not/,
    ],
    ['a beginning of another year', 'call.completed', aCall({}, { call_date: '2020-11-22' }), /startedAt is .* longer ago than/],
  ])('cannot read %s', (_, type, data, why) => {
    expect(told(type, data)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });
});

import { describe, expect, it } from 'vitest';
import { dialpad } from '../../../../functions/ingest/diallers/dialpad.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/dialpad-samples.json' with { type: 'json' };
import { signToken } from './sign.ts';
import { aConnection, aRequest, now, theStatement } from './webhooks.ts';

const at = (second: number) => `2026-11-22T10:40:${String(second).padStart(2, '0')}.000Z`;
const ms = (second: number) => Date.parse(at(second));
const lead = '+919812345678';
const asha = { type: 'user', id: 7, email: 'asha@example.com' };

function anEvent(state: unknown, event: Record<string, unknown> = {}) {
  const call = { call_id: 11, direction: 'outbound', external_number: lead, target: asha, date_started: ms(0), event_timestamp: ms(59) };
  return { ...call, state, ...event };
}

const readEvent = (event: object, settings = {}) =>
  dialpad.read(aRequest({ body: signToken('x', { ...event }) }), aConnection(settings), now);
const told = (state: unknown, event: Record<string, unknown> = {}) => readEvent(anEvent(state, event));
const said = (state: unknown, event: Record<string, unknown> = {}) => theStatement(told(state, event));
const talked = { date_connected: ms(10), date_ended: ms(40), duration: 30_000.4 };

describe('an event of Dialpad', () => {
  it('is read whole', () => {
    expect(said('hangup', { ...talked, total_duration: 40_000, recording_details: [{ url: 'https://r.example/1' }] })).toEqual({
      externalId: '11',
      eventId: `11:hangup:${ms(59)}`,
      word: 'hangup',
      signal: 'completed',
      direction: 'outbound',
      leadPhone: lead,
      agent: { id: '7', email: 'asha@example.com' },
      startedAt: at(0),
      answeredAt: at(10),
      endedAt: at(40),
      occurredAt: at(40),
      talkSeconds: 30,
      recordingUrl: 'https://r.example/1',
    });
  });

  it.each([
    ['calling', {}, { signal: 'progress' }],
    ['ringing', {}, { signal: 'progress' }],
    ['preanswer', {}, { signal: 'progress' }],
    ['queued', {}, { signal: 'progress' }],
    ['connected', { date_connected: ms(10) }, { signal: 'answered', answeredAt: at(10) }],
    ['hold', { date_connected: ms(10) }, { signal: 'answered' }],
    ['parked', { date_connected: ms(10) }, { signal: 'answered' }],
    ['hangup', {}, { signal: 'unanswered', talkSeconds: 0 }],
    ['missed', {}, { signal: 'unanswered' }],
    ['blocked', {}, { signal: 'unanswered', reason: 'rejected' }],
    ['voicemail', {}, { signal: 'unanswered', reason: 'voicemail' }],
    ['voicemail_uploaded', { voicemail_share_link: 'https://v.example/1' }, { reason: 'voicemail', recordingUrl: 'https://v.example/1' }],
    ['something-new', {}, { signal: 'unknown', word: 'something-new' }],
  ])('%s', (state, event, expected) => {
    expect(said(state, event)).toMatchObject(expected);
  });

  it.each(['transcription', 'recap_summary', 'csat', 'pcsat', 'ai_playbook', 'monitor', 'barge', 'eavesdrop', 'postcall', 'admin'])(
    '%s does not change its call',
    (state) => {
      expect(told(state).kind).toBe('ignored');
    },
  );

  it.each([
    [{ disposition: 'Follow up' }, { disposition: 'Follow up' }],
    [
      { dispositions: ['Rescheduled'], notes: 'on Monday' },
      { disposition: 'Rescheduled', note: 'on Monday' },
    ],
    [{ dispositions: [{ name: 'Won' }] }, { note: 'Won' }],
  ])('dispositions %j', (event, expected) => {
    const statement = said('dispositions', event);
    expect(statement).toMatchObject({ signal: 'unknown', occurredAt: at(59), ...expected });
    expect(statement.word).toBeUndefined();
  });

  it.each([
    [{}, '11'],
    [{ entry_point_call_id: 5, master_call_id: 6 }, '5'],
    [{ master_call_id: 6 }, '6'],
    [{ entry_point_call_id: null, master_call_id: '' }, '11'],
  ])('belongs to the call of its entry point: %j', (event, externalId) => {
    expect(said('ringing', event).externalId).toBe(externalId);
  });

  it.each([
    [1_795_344_000, '2026-11-22T10:40:00.000Z'],
    [1_795_344_000_000, '2026-11-22T10:40:00.000Z'],
  ])('is dated in seconds or milliseconds: %s', (event_timestamp, occurredAt) => {
    expect(said('ringing', { event_timestamp })).toMatchObject({ occurredAt });
  });

  it('is translated by the dictionary of the connection', () => {
    expect(theStatement(readEvent(anEvent('hangup'), { statusMap: { hangup: 'Busy' } })).signal).toBe('busy');
  });

  it.each(samples)('as recorded: $name', ({ body, now: receivedAt, statement }) => {
    const request = aRequest({ body: signToken('x', JSON.parse(body)) });
    expect(theStatement(dialpad.read(request, aConnection(), receivedAt))).toEqual(statement);
  });
});

describe('a call as Dialpad tells it', () => {
  it.each([
    [
      'answered',
      [told('calling'), told('connected', { date_connected: ms(10) }), told('hangup', talked)],
      { status: 'Called', talkSeconds: 30, ringSeconds: 10 },
    ],
    ['not picked up', [told('calling'), told('hangup', { date_ended: ms(30) })], { status: 'No Answer', endedAt: at(30) }],
    ['missed', [told('ringing', { direction: 'inbound' }), told('missed', { direction: 'inbound' })], { status: 'Missed' }],
    [
      'missed, with a voicemail',
      [told('voicemail', { direction: 'inbound' }), told('hangup', { direction: 'inbound', ...talked })],
      { status: 'Missed', reason: 'voicemail', talkSeconds: 0 },
    ],
    [
      'disposed of before its end',
      [told('dispositions', { disposition: 'Rescheduled' }), told('hangup', talked)],
      { status: 'Rescheduled', talkSeconds: 30 },
    ],
  ])('%s', (_, readings, expected) => {
    expect(callOf(readings)).toMatchObject(expected);
  });

  const inbound = { direction: 'inbound' };
  const entry = { ...inbound, call_id: 5, target: { type: 'call_center', id: 99 } };
  const operator = (id: number) => ({ ...inbound, call_id: id, entry_point_call_id: 5, date_started: ms(5), target: { ...asha, id } });

  it('to a call center is the talk of the agent who answered, and one call', () => {
    const legs = [
      told('ringing', entry),
      told('connected', { ...entry, date_connected: ms(1) }),
      told('ringing', operator(21)),
      told('hangup', { ...operator(21), date_ended: ms(15) }),
      told('connected', { ...operator(22), date_connected: ms(16) }),
      told('hangup', { ...operator(22), date_connected: ms(16), date_ended: ms(46), duration: 30_000 }),
      told('hangup', { ...entry, operator_call_id: 22, date_connected: ms(1), date_ended: ms(47), duration: 46_000 }),
    ];
    expect(callOf(legs)).toMatchObject({ status: 'Called', talkSeconds: 30, startedAt: at(0), endedAt: at(47) });
    expect(callOf(legs.slice(0, 4))).toMatchObject({ status: 'In-progress', ended: false });
  });

  it('to a call center is missed once, when its caller gives up', () => {
    const legs = [
      told('hangup', { ...operator(21), date_ended: ms(15) }),
      told('missed', operator(22)),
      told('hangup', { ...entry, date_ended: ms(30) }),
    ];
    expect(callOf(legs.slice(0, 2))).toMatchObject({ status: 'In-progress', ended: false });
    expect(callOf(legs)).toMatchObject({ status: 'Missed', talkSeconds: 0, endedAt: at(30) });
  });

  it('to a call center, told by the caller’s leg alone, is talk from its connection to its end', () => {
    const told1 = told('hangup', { ...entry, operator_call_id: 22, date_connected: ms(10), date_ended: ms(40) });
    expect(callOf([told1])).toMatchObject({ status: 'Called', talkSeconds: 30 });
  });
});

describe('what else Dialpad sends', () => {
  it.each([
    ['a message', { id: 3, text: 'hi', direction: 'inbound' }],
    ['a call between colleagues', anEvent('hangup', { is_internal: true })],
  ])('ignores %s', (_, event) => {
    expect(readEvent(event).kind).toBe('ignored');
  });

  it.each([
    ['no call', anEvent('hangup', { call_id: null }), /call_id is missing/],
    ['no state', anEvent(null), /state is missing/],
    ['a state that is no text', anEvent(['hangup']), /state is a list/],
    ['an id that is too large to be exact', anEvent('hangup', { call_id: 2 ** 60 }), /call_id is a number too large/],
    ['a negative duration', anEvent('hangup', { ...talked, duration: -1 }), /duration is not a duration in milliseconds/],
    ['a time that is none', anEvent('hangup', { date_started: 'now' }), /date_started is not a time/],
  ])('cannot read %s', (_, event, why) => {
    expect(readEvent(event)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });

  it('cannot read plain JSON, which nothing signs', () => {
    expect(dialpad.read(aRequest({ body: '{"call_id":1,"state":"hangup"}' }), aConnection(), now).kind).toBe('unreadable');
  });
});

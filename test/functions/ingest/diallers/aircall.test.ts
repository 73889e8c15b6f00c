import { describe, expect, it } from 'vitest';
import { aircall } from '../../../../functions/ingest/diallers/aircall.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/aircall-samples.json' with { type: 'json' };
import { aConnection, aRequest, now, theStatement } from './webhooks.ts';

const at = (second: number) => `2026-11-22T10:40:${String(second).padStart(2, '0')}.000Z`;
const unix = (second: number) => Date.parse(at(second)) / 1000;

/** An outbound call that was answered after 10 s and ended after 40, as Aircall tells it at the end; undefined fields are left out. */
const done = {
  ...{ id: 812, direction: 'outbound', status: 'done', raw_digits: '+91 98123 45678', user: { id: 7, email: 'asha@example.com' } },
  ...{ started_at: unix(0), answered_at: unix(10), ended_at: unix(40), duration: 40 },
};
const unanswered = { ...done, answered_at: null };

function told(event: string, data: object = done, settings = {}, envelope: object = {}) {
  const body = JSON.stringify({ resource: 'call', event: `call.${event}`, timestamp: unix(59), token: 'secret', data, ...envelope });
  return aircall.read(aRequest({ body }), aConnection(settings), now);
}

const said = (event: string, data: object = done, settings = {}) => theStatement(told(event, data, settings));

describe('an event of Aircall', () => {
  it('is read whole', () => {
    const extras = {
      tags: [{ name: 'Follow up' }, { name: 'vip' }],
      comments: [{ content: 'Likes blue' }],
      asset: 'https://assets.aircall.example/1',
    };
    expect(said('ended', { ...done, ...extras })).toEqual({
      externalId: '812',
      eventId: `812:ended:${unix(59)}`,
      word: 'done',
      signal: 'completed',
      disposition: 'Follow up',
      direction: 'outbound',
      leadPhone: '+919812345678',
      agent: { id: '7', email: 'asha@example.com' },
      startedAt: at(0),
      answeredAt: at(10),
      endedAt: at(40),
      occurredAt: at(40),
      talkSeconds: 30,
      note: 'vip: Likes blue',
      recordingUrl: 'https://assets.aircall.example/1',
    });
  });

  it.each([
    ['created', { ...unanswered, status: 'initial', ended_at: null }, { signal: 'progress', occurredAt: at(59) }],
    ['ringing_on_agent', { ...unanswered, status: 'initial', ended_at: null }, { signal: 'progress' }],
    ['answered', { ...done, status: 'answered', ended_at: null }, { signal: 'answered', occurredAt: at(10) }],
    ['transferred', { ...done, status: 'answered', ended_at: null }, { signal: 'answered' }],
    ['hungup', done, { signal: 'progress', endedAt: at(40) }],
    ['hungup', unanswered, { signal: 'progress', endedAt: at(40) }],
    ['ended', unanswered, { signal: 'unanswered', talkSeconds: 0 }],
    ['ended', { ...unanswered, status: 'answered' }, { signal: 'unanswered' }],
    ['ended', { ...unanswered, hangup_cause: 'user_busy' }, { signal: 'busy' }],
    ['tagged', done, { signal: 'completed', talkSeconds: 30, occurredAt: at(59) }],
    ['voicemail_left', { ...unanswered, direction: 'inbound' }, { signal: 'unanswered', reason: 'voicemail' }],
    ['ended', { ...done, status: 'something-new' }, { signal: 'completed', word: 'something-new' }],
    ['created', { ...unanswered, status: 'something-new' }, { signal: 'unknown', word: 'something-new' }],
  ])('call.%s of %j', (event, data, expected) => {
    expect(said(event, data)).toMatchObject(expected);
  });

  it.each([
    ['out_of_opening_hours', 'agent-unavailable'],
    ['no_available_agent', 'agent-unavailable'],
    ['agents_did_not_answer', 'agent-unavailable'],
    ['short_abandoned', 'abandoned'],
    ['abandoned_in_ivr', 'abandoned'],
    ['constructor', undefined],
    [null, undefined],
  ])('that was missed for the reason %s', (missed_call_reason, reason) => {
    expect(said('ended', { ...unanswered, direction: 'inbound', missed_call_reason }).reason).toBe(reason);
  });

  it.each([
    ['anonymous', undefined],
    ['+1 800-123-4567', '+18001234567'],
    ['098123 45678', '+919812345678'],
    [null, undefined],
  ])('names the other side %s', (raw_digits, phone) => {
    expect(said('ended', { ...done, raw_digits }).leadPhone).toBe(phone);
  });

  it('is translated by the dictionary of the connection, its tags too', () => {
    const statusMap = { done: 'Busy', 'call me': 'Rescheduled' };
    expect(said('tagged', { ...unanswered, tags: [{ name: 'Call me' }] }, { statusMap })).toMatchObject({
      signal: 'busy',
      disposition: 'Rescheduled',
    });
  });

  it.each(samples)('as documented: $name', ({ body, now: receivedAt, statement }) => {
    expect(theStatement(aircall.read(aRequest({ body }), aConnection(), receivedAt))).toEqual(statement);
  });

  it('is kept without its token, and says the same', () => {
    const body = JSON.stringify({ event: 'call.ended', token: 'secret"x', data: done });
    const kept = aircall.redact?.(aRequest({ body }));
    expect(kept?.body.toString()).not.toContain('secret');
    expect(theStatement(aircall.read(kept ?? aRequest(), aConnection(), now))).toMatchObject({ externalId: '812', talkSeconds: 30 });
  });
});

describe('a call as Aircall tells it', () => {
  const begun = told('created', { ...unanswered, status: 'initial', ended_at: null });
  const answered = told('answered', { ...done, status: 'answered', ended_at: null });

  it.each([
    ['answered', [begun, answered, told('hungup'), told('ended')], { status: 'Called', talkSeconds: 30, ringSeconds: 10 }],
    ['over, told once', [told('ended')], { status: 'Called', talkSeconds: 30 }],
    ['hung up, and not yet over', [begun, answered, told('hungup')], { status: 'In-progress', ended: false }],
    [
      'not picked up',
      [begun, told('hungup', unanswered), told('ended', unanswered)],
      { status: 'No Answer', reason: null, endedAt: at(40) },
    ],
    ['missed', [told('ended', { ...unanswered, direction: 'inbound' })], { status: 'Missed', talkSeconds: 0 }],
    [
      'missed, with a voicemail',
      [told('ended', { ...unanswered, direction: 'inbound', voicemail: 'https://v.example/1' })],
      { status: 'Missed', reason: 'voicemail', connected: false, recordingUrl: 'https://v.example/1' },
    ],
    [
      'tagged after its end',
      [told('ended'), told('tagged', { ...done, tags: [{ name: 'Rescheduled' }] })],
      { status: 'Rescheduled', outcome: 'Called' },
    ],
  ])('%s', (_, readings, expected) => {
    expect(callOf(readings)).toMatchObject(expected);
  });
});

describe('what else Aircall sends', () => {
  it.each([
    ['a contact', 'x', { event: 'contact.created', resource: 'contact' }],
    ['a number', 'x', { resource: 'number' }],
  ])('ignores %s', (_, event, envelope) => {
    expect(told(event, done, {}, envelope).kind).toBe('ignored');
  });

  it.each([
    ['no event', {}, { event: undefined }, /event is missing/],
    ['no id', { ...done, id: undefined }, {}, /the id of the call is missing/],
    ['an id that is too large to be exact', { ...done, id: 2 ** 60 }, {}, /data.id is a number too large/],
    ['an end before its answer', { ...done, ended_at: unix(1) }, {}, /endedAt is 9 s before answeredAt/],
    ['a time that is none', { ...done, started_at: 'now' }, {}, /data.started_at is not a time/],
  ])('cannot read %s', (_, data, envelope, why) => {
    expect(told('ended', data, {}, envelope)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });
});

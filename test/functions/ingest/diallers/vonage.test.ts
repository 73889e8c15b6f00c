import { describe, expect, it } from 'vitest';
import { vonage } from '../../../../functions/ingest/diallers/vonage.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/vonage-samples.json' with { type: 'json' };
import { aConnection, aForm, aRequest, now, theAgentsStatement, theStatement } from './webhooks.ts';

const [us, lead] = ['14155550100', '919812345678'];
const at = (second: number) => `2026-11-22T10:40:${String(second).padStart(2, '0')}.000Z`;

function anEvent(status: string | undefined, event: Record<string, unknown> = {}) {
  const call = { uuid: 'u-1', conversation_uuid: 'CON-1', from: us, to: lead, direction: 'outbound', timestamp: at(50) };
  return { ...call, status, ...event };
}

function read(event: object, settings = {}) {
  return vonage.read(aRequest({ body: JSON.stringify(event) }), aConnection(settings), now);
}

const told = (status: string | undefined, event: Record<string, unknown> = {}) => read(anEvent(status, event));
const said = (status: string | undefined, event: Record<string, unknown> = {}) => theStatement(told(status, event));
const completed = (duration: string, event: Record<string, unknown> = {}) =>
  told('completed', { duration, start_time: duration === '0' ? null : at(20), end_time: at(50), ...event });

describe('an event of Vonage', () => {
  it('is read whole', () => {
    expect(said('completed', { duration: '30', start_time: at(20), end_time: at(50), rate: '0.1', price: '0.1', network: 'IN' })).toEqual({
      externalId: 'CON-1',
      eventId: `u-1:completed:${at(50)}`,
      word: 'completed',
      signal: 'completed',
      direction: 'outbound',
      leadPhone: '+919812345678',
      occurredAt: at(50),
      startedAt: at(20),
      answeredAt: at(20),
      endedAt: at(50),
      talkSeconds: 30,
    });
  });

  it.each([
    ['started', { signal: 'progress' }],
    ['ringing', { signal: 'progress' }],
    ['answered', { signal: 'answered', answeredAt: at(50) }],
    ['disconnected', { signal: 'progress' }],
    ['human', { signal: 'progress' }],
    ['machine', { signal: 'progress', reason: 'machine' }],
    ['busy', { signal: 'busy', talkSeconds: 0, endedAt: at(50) }],
    ['unanswered', { signal: 'unanswered', talkSeconds: 0, endedAt: at(50) }],
    ['timeout', { signal: 'unanswered', talkSeconds: 0, endedAt: at(50) }],
    ['cancelled', { signal: 'unanswered', reason: 'canceled', talkSeconds: 0, endedAt: at(50) }],
    ['rejected', { signal: 'unanswered', reason: 'rejected', talkSeconds: 0, endedAt: at(50) }],
    ['failed', { signal: 'unanswered', reason: 'failed', talkSeconds: 0, endedAt: at(50) }],
    ['something-new', { signal: 'unknown' }],
  ])('%s', (status, expected) => {
    const { externalId, eventId, word, direction, leadPhone, startedAt, occurredAt, ...rest } = said(status);
    expect(word).toBe(status);
    expect(rest).toEqual(expected);
  });

  it.each([
    ['rejected', 'invalid_number', 'failed'],
    ['rejected', 'restricted', 'failed'],
    ['rejected', 'declined', 'rejected'],
    ['failed', 'cannot_route', 'failed'],
    ['unanswered', 'unavailable', undefined],
  ])('%s with the detail %s has the reason %s', (status, detail, reason) => {
    expect(said(status, { detail }).reason).toBe(reason);
  });

  it('of a person or a machine names its leg call_uuid, and may name no conversation', () => {
    expect(said('machine', { uuid: undefined, call_uuid: 'u-1', conversation_uuid: undefined }).externalId).toBe('u-1');
    expect(said('human', { uuid: undefined, call_uuid: 'u-1' }).externalId).toBe('CON-1');
  });

  it('is translated by the dictionary of the connection', () => {
    expect(theStatement(read(anEvent('unanswered'), { statusMap: { unanswered: 'Missed' } })).signal).toBe('missed');
  });

  it.each([
    ['outbound', us, lead, 'outbound', '+919812345678', undefined],
    ['inbound', '447700900000', us, 'inbound', '+447700900000', undefined],
    ['inbound', '09812345678', us, 'inbound', '+919812345678', undefined],
    ['inbound', 'anonymous', us, 'inbound', undefined, undefined],
    ['outbound', us, 'sip:asha@pbx.example', 'outbound', undefined, 'asha@pbx.example'],
    [undefined, us, lead, undefined, undefined, undefined],
  ])('%s from %s to %s', (direction, from, to, expected, leadPhone, agentId) => {
    const statement = said('ringing', { direction, from, to });
    expect([statement.direction, statement.leadPhone, statement.agent?.id]).toEqual([expected, leadPhone, agentId]);
  });

  it('is read from the query of a GET, and never from its body', () => {
    const url = `https://redial.example/w?${aForm({ status: 'busy', uuid: 'u-1', conversation_uuid: 'CON-2', from: us, to: lead })}`;
    const request = aRequest({ method: 'GET', url, body: JSON.stringify(anEvent('completed')) });
    expect(theStatement(vonage.read(request, aConnection(), now))).toMatchObject({ externalId: 'CON-2', signal: 'busy' });
  });

  it.each(samples)('as recorded: $name', ({ body, now: receivedAt, statement }) => {
    expect(theStatement(vonage.read(aRequest({ body }), aConnection(), receivedAt))).toEqual(statement);
  });
});

describe('a call as Vonage tells it', () => {
  const begun = [told('started', { timestamp: at(0) }), told('ringing', { timestamp: at(2) })];

  it.each([
    ['answered', [told('answered', { timestamp: at(20) }), completed('30')], { status: 'Called', talkSeconds: 30, ringSeconds: 20 }],
    ['over, with talk', [completed('30')], { status: 'Called', talkSeconds: 30 }],
    ['over, without talk', [completed('0')], { status: 'No Answer', talkSeconds: 0 }],
    ['answered for no time', [told('answered', { timestamp: at(50) }), completed('0')], { status: 'No Answer', talkSeconds: 0 }],
    ['busy, then completed', [told('busy', { timestamp: at(10) }), completed('0')], { status: 'Busy', talkSeconds: 0 }],
    ['unanswered, then completed', [told('unanswered', { timestamp: at(40) }), completed('0')], { status: 'No Answer', reason: null }],
    ['timed out, then completed', [told('timeout', { timestamp: at(40) }), completed('0')], { status: 'No Answer', reason: null }],
    ['cancelled, then completed', [told('cancelled', { timestamp: at(40) }), completed('0')], { status: 'No Answer', reason: 'canceled' }],
    ['failed, then completed', [told('failed', { timestamp: at(40) }), completed('0')], { status: 'No Answer', reason: 'failed' }],
    ['rejected', [told('rejected')], { status: 'No Answer', reason: 'rejected' }],
    [
      'answered by a machine',
      [told('machine', { timestamp: at(22) }), completed('30')],
      { status: 'No Answer', reason: 'machine', connected: false },
    ],
    ['answered by a person', [told('human', { timestamp: at(22) }), completed('30')], { status: 'Called', talkSeconds: 30 }],
    ['going on', [told('answered', { timestamp: at(20) })], { status: 'In-progress', ended: false }],
  ])('%s', (_, readings, expected) => {
    expect(callOf([...begun, ...readings])).toMatchObject(expected);
  });

  it('is Missed where a lead called and nobody answered', () => {
    const inbound = { direction: 'inbound', from: lead, to: us };
    expect(callOf([told('ringing', { ...inbound, timestamp: at(1) }), completed('0', inbound)])).toMatchObject({
      status: 'Missed',
      leadPhone: '+919812345678',
    });
  });

  it('is Busy where the completed after it has a duration, and says of no answer', () => {
    const unanswered = completed('4', { start_time: undefined });
    expect(callOf([...begun, told('busy', { timestamp: at(10) }), unanswered])).toMatchObject({ status: 'Busy', talkSeconds: 0 });
    expect(callOf([...begun, unanswered])).toMatchObject({ status: 'Called', talkSeconds: 4 });
  });

  describe('with an agent on a telephone who is rung for a caller', () => {
    const caller = { direction: 'inbound', from: lead, to: us };
    const menu = [told('answered', { ...caller, timestamp: at(1) }), completed('45', { ...caller, start_time: at(1), end_time: at(46) })];
    const rung = { uuid: 'u-2', from: us, to: '919876543210' };
    const ofAgent = (reading: ReturnType<typeof read>) => ({
      kind: 'statements' as const,
      statements: [theAgentsStatement(reading) ?? []].flat(),
    });

    it('has the talk of the agent', () => {
      const talked = completed('30', { ...rung, start_time: at(15), end_time: at(45), timestamp: at(45) });
      expect(callOf([...menu, ofAgent(talked)])).toMatchObject({ status: 'Called', direction: 'inbound', talkSeconds: 30 });
    });

    it('is Missed where the agent is not reached, however long the menu spoke', () => {
      const unanswered = ofAgent(told('unanswered', { ...rung, timestamp: at(40) }));
      const [status, reason] = ['Missed', 'agent-unavailable'];
      expect(callOf([...menu, unanswered, ofAgent(completed('0', rung))])).toMatchObject({ status, reason, talkSeconds: 0 });
      expect(callOf(menu)).toMatchObject({ status: 'Called', talkSeconds: 45 });
    });
  });

  it('keeps its recording, which names the conversation alone', () => {
    const recording = read({ conversation_uuid: 'CON-1', recording_url: 'https://api.nexmo.com/v1/files/1', timestamp: at(51) });
    expect(callOf([...begun, completed('30'), recording])).toMatchObject({
      status: 'Called',
      recordingUrl: 'https://api.nexmo.com/v1/files/1',
    });
  });
});

describe('what else comes to the event URL', () => {
  it.each([
    ['keys that were pressed', { dtmf: '42', timed_out: false, uuid: 'u-1', conversation_uuid: 'CON-1', timestamp: at(1) }],
    ['a transfer', { conversation_uuid_from: 'CON-1', conversation_uuid_to: 'CON-2', uuid: 'u-1', timestamp: at(1) }],
    ['an error', { reason: 'Syntax error in NCCO', conversation_uuid: 'CON-1', timestamp: at(1) }],
    ['a message', { message_uuid: 'm-1', status: 'delivered', from: us, to: lead }],
  ])('ignores %s', (_, event) => {
    expect(read(event).kind).toBe('ignored');
  });

  it.each([
    ['a list', [], /not a JSON object/],
    ['nothing', {}, /status is missing/],
    ['no call', { status: 'busy', from: us, to: lead }, /conversation_uuid is missing/],
    ['a status that is no text', anEvent(undefined, { status: ['busy'] }), /status is a list, not text/],
    ['a negative duration', anEvent('completed', { duration: '-1' }), /duration is not a whole number of seconds/],
    ['a time that is none', anEvent('busy', { timestamp: 'now' }), /timestamp is not a time/],
    ['an end before its beginning', anEvent('completed', { start_time: at(50), end_time: at(20) }), /endedAt is 30 s before startedAt/],
  ])('cannot read %s', (_, event, why) => {
    expect(read(event)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });
});

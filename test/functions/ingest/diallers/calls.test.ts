import { describe, expect, it } from 'vitest';
import { callOf } from './call-of.ts';
import { aStandardBody, readStandard, readTwilio } from './webhooks.ts';

const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 22, 10, minute, second)).toUTCString().replace('GMT', '+0000');
const client = 'client:asha';
const [us, lead] = ['+14155550100', '+919812345678'];
const parent = { CallSid: 'CA0', From: us, To: client };
const child = { CallSid: 'CA1', ParentCallSid: 'CA0', Direction: 'outbound-dial' };

describe('a call as Twilio tells it', () => {
  it.each([
    ['completed', '42', 'outbound-api', { status: 'Called', talkSeconds: 42, reason: null }],
    ['completed', '42', 'inbound', { status: 'Called', talkSeconds: 42, reason: null }],
    ['completed', '0', 'outbound-api', { status: 'No Answer', talkSeconds: 0, reason: null }],
    ['completed', '0', 'inbound', { status: 'Missed', talkSeconds: 0, reason: null }],
    ['busy', '0', 'outbound-api', { status: 'Busy', talkSeconds: 0, reason: null }],
    ['busy', '0', 'inbound', { status: 'Busy', talkSeconds: 0, reason: null }],
    ['no-answer', '0', 'outbound-api', { status: 'No Answer', talkSeconds: 0, reason: null }],
    ['no-answer', '0', 'inbound', { status: 'Missed', talkSeconds: 0, reason: null }],
    ['canceled', '0', 'outbound-api', { status: 'No Answer', talkSeconds: 0, reason: 'canceled' }],
    ['canceled', '0', 'inbound', { status: 'Missed', talkSeconds: 0, reason: 'abandoned' }],
    ['failed', '0', 'outbound-api', { status: 'No Answer', talkSeconds: 0, reason: 'failed' }],
    ['ringing', undefined, 'inbound', { status: 'In-progress', talkSeconds: 0, ended: false }],
    ['something-new', undefined, 'inbound', { status: 'In-progress', ended: false, flags: ['unknown-status'] }],
  ])('%s after %s s, %s', (CallStatus, CallDuration, Direction, expected) => {
    const told = [
      readTwilio({ CallStatus: 'ringing', CallDuration: undefined, Direction }),
      readTwilio({ CallStatus, CallDuration, Direction }),
    ];
    expect(callOf(told)).toMatchObject(expected);
  });

  it('is no conversation where a machine answered, even if that is heard of after the end', () => {
    const late = {
      CallStatus: undefined,
      CallDuration: undefined,
      Direction: undefined,
      Timestamp: undefined,
      AnsweredBy: 'machine_start',
    };
    expect(callOf([readTwilio(), readTwilio(late)])).toMatchObject({ status: 'No Answer', reason: 'machine', connected: false });
  });

  it('has the times that its messages tell', () => {
    const told = [
      readTwilio({ CallStatus: 'initiated', CallDuration: undefined, Timestamp: at(40) }),
      readTwilio({ CallStatus: 'in-progress', CallDuration: undefined, Timestamp: at(40, 20) }),
      readTwilio({ CallDuration: '60', Timestamp: at(41, 20) }),
    ];
    expect(callOf(told)).toMatchObject({
      startedAt: '2026-11-22T10:40:00.000Z',
      answeredAt: '2026-11-22T10:40:20.000Z',
      endedAt: '2026-11-22T10:41:20.000Z',
      ringSeconds: 20,
      talkSeconds: 60,
    });
  });

  it('is Called for as long as the lead talked, where an agent was connected first', () => {
    const told = [
      readTwilio({ ...parent, CallStatus: 'in-progress', CallDuration: undefined, Timestamp: at(40) }),
      readTwilio({ ...child, CallStatus: 'in-progress', CallDuration: undefined, Timestamp: at(40, 20) }),
      readTwilio({ ...child, CallDuration: '30', Timestamp: at(40, 50) }),
      readTwilio({ ...parent, CallDuration: '55', Timestamp: at(40, 55) }),
    ];
    expect(callOf(told)).toMatchObject({ status: 'Called', direction: 'outbound', leadPhone: lead, talkSeconds: 30 });
  });

  it('is No Answer where an agent was connected first and the lead did not pick up', () => {
    const told = [
      readTwilio({ ...parent, CallStatus: 'in-progress', CallDuration: undefined, Timestamp: at(40) }),
      readTwilio({ ...child, CallStatus: 'no-answer', CallDuration: '0', Timestamp: at(41) }),
      readTwilio({ ...parent, CallDuration: '65', Timestamp: at(41, 5) }),
    ];
    expect(callOf(told)).toMatchObject({ status: 'No Answer', talkSeconds: 0, connected: false });
  });
});

describe('an inbound call that Twilio answers with a menu', () => {
  const inbound = { CallSid: 'CA0', Direction: 'inbound', From: lead, To: us };
  const rung = { ...child, From: lead, To: client };
  const menu = [
    readTwilio({ ...inbound, CallStatus: 'in-progress', CallDuration: undefined, Timestamp: at(40) }),
    readTwilio({ ...inbound, CallDuration: '95', Timestamp: at(41, 35) }),
  ];

  it('is talk for as long as an agent was connected', () => {
    const told = [...menu, readTwilio({ ...rung, CallDuration: '30', Timestamp: at(41, 30) })];
    expect(callOf(told)).toMatchObject({ status: 'Called', direction: 'inbound', talkSeconds: 30, agent: null });
  });

  it('is Missed where every agent was rung in vain', () => {
    const told = [...menu, readTwilio({ ...rung, CallStatus: 'no-answer', CallDuration: '0', Timestamp: at(41, 10) })];
    expect(callOf(told)).toMatchObject({ status: 'Missed', reason: 'agent-unavailable', connected: false });
  });

  it('is all talk where no agent’s side is told of', () => {
    expect(callOf(menu)).toMatchObject({ status: 'Called', talkSeconds: 95 });
  });
});

describe('a call as the standard body tells it', () => {
  const told = (...messages: Record<string, unknown>[]) => callOf(messages.map((data) => readStandard(aStandardBody(data))));

  it.each([
    ['completed', 'outbound', 12, { status: 'Called', connected: true }],
    ['completed', 'outbound', 0, { status: 'No Answer', connected: false }],
    ['completed', 'inbound', 0, { status: 'Missed', connected: false }],
    ['no-answer', 'inbound', undefined, { status: 'Missed', connected: false }],
    ['no-answer', 'outbound', undefined, { status: 'No Answer', connected: false }],
    ['No Answer', 'inbound', undefined, { status: 'No Answer', connected: false }],
    ['No Answer', 'outbound', 20, { status: 'No Answer', connected: true, flags: ['unanswered-with-talk-time'] }],
    ['Called', 'outbound', 0, { status: 'Called', connected: false, flags: ['called-without-talk-time'] }],
    ['rejected', 'outbound', undefined, { status: 'No Answer', reason: 'rejected' }],
    ['Follow up', 'outbound', 40, { status: 'Follow up', outcome: 'Called', connected: true, flags: ['follow-up-without-time'] }],
    ['Rescheduled', 'outbound', undefined, { status: 'Rescheduled', ended: true }],
    ['hung-up', 'outbound', undefined, { status: 'In-progress', providerStatus: 'hung-up', flags: ['unknown-status'] }],
  ])('%s, %s, %s s', (status, direction, durationSeconds, expected) => {
    expect(told({ status, direction, durationSeconds })).toMatchObject(expected);
  });

  it('stays Busy where completed comes after busy', () => {
    expect(told({ status: 'busy' }, { status: 'completed', durationSeconds: 0 }).status).toBe('Busy');
  });

  it('talks from answer to end, unless the talk time is said', () => {
    const times = { answeredAt: '2026-11-22T10:40:00Z', endedAt: '2026-11-22T10:41:00Z' };
    expect(told(times).talkSeconds).toBe(60);
    expect(told({ ...times, durationSeconds: 55 }).talkSeconds).toBe(55);
  });
});

import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../../functions/ingest/diallers/dialler.ts';
import { ringcentral } from '../../../../functions/ingest/diallers/ringcentral.ts';
import { callOf } from './call-of.ts';
import samples from './fixtures/ringcentral-samples.json' with { type: 'json' };
import { aConnection, aRequest, now, theStatement } from './webhooks.ts';

const at = (second: number) => `2026-11-22T10:40:${String(second).padStart(2, '0')}.000Z`;
const [us, lead] = ['+14155550100', '+919812345678'];
const event = '/restapi/v1.0/account/1/telephony/sessions';

/** Parties of calls: an agent's who calls the lead, and an agent's whom the lead calls. */
const outbound = { extensionId: '101', direction: 'Outbound', from: { phoneNumber: us, extensionId: '101' }, to: { phoneNumber: lead } };
const inbound = { extensionId: '101', direction: 'Inbound', from: { phoneNumber: lead }, to: { phoneNumber: us, extensionId: '101' } };

function notification(parties: readonly object[], second = 59, changes: object = {}) {
  const body = { sequence: 3, telephonySessionId: 's-1', eventTime: at(second), parties, origin: { type: 'Call' } };
  return { uuid: 'u-1', event, timestamp: at(59), body, ...changes };
}

const readAll = (sent: unknown, settings = {}): Reading =>
  ringcentral.read(aRequest({ body: JSON.stringify(sent) }), aConnection(settings), now);

type Given = { second?: number; party?: object; settings?: object; missedCall?: boolean };

/** One party in a state: `Answered`, or `Disconnected NoAnswer` with its reason. */
function told(state: string, { second = 59, party = outbound, settings = {}, missedCall = false }: Given = {}) {
  const [code, reason] = state.split(' ');
  return readAll(notification([{ ...party, id: 'p-1', status: { code, ...(reason && { reason }) }, missedCall }], second), settings);
}

const said = (...given: Parameters<typeof told>) => theStatement(told(...given));

describe('a notification of RingCentral', () => {
  it('is read whole', () => {
    expect(said('Disconnected CallFinished', { second: 40 })).toEqual({
      externalId: 's-1',
      eventId: 'u-1',
      word: 'CallFinished',
      signal: 'completed',
      direction: 'outbound',
      leadPhone: lead,
      agent: { id: '101' },
      occurredAt: at(40),
      endedAt: at(40),
    });
  });

  it.each([
    ['Setup', { signal: 'progress' }],
    ['Proceeding', { signal: 'progress' }],
    ['Answered', { signal: 'answered', answeredAt: at(59) }],
    ['Hold', { signal: 'answered' }],
    ['Parked', { signal: 'answered' }],
    ['Gone AttendedTransfer', { signal: 'progress', word: 'Gone' }],
    ['VoiceMail', { signal: 'progress', reason: 'voicemail' }],
    ['VoiceMailScreening', { signal: 'progress' }],
    ['FaxReceive', { signal: 'unanswered', reason: 'machine' }],
    ['Disconnected', { signal: 'completed' }],
    ['Disconnected CallDropped', { signal: 'completed' }],
    ['Disconnected NoAnswer', { signal: 'unanswered' }],
    ['Disconnected Timeout', { signal: 'unanswered' }],
    ['Disconnected TargetBusy', { signal: 'busy' }],
    ['Disconnected Rejected', { signal: 'unanswered', reason: 'rejected' }],
    ['Disconnected Cancelled', { signal: 'unanswered', reason: 'canceled' }],
    ['Disconnected InvalidNumber', { signal: 'unanswered', reason: 'failed' }],
    ['Disconnected BlindTransfer', { signal: 'progress' }],
    ['Disconnected AgentAnswered', { signal: 'progress' }],
    ['Disconnected Pickup', { signal: 'progress' }],
    ['Disconnected SomethingNew', { signal: 'unknown', word: 'SomethingNew' }],
    ['SomethingNew', { signal: 'unknown', word: 'SomethingNew' }],
  ])('%s', (state, expected) => {
    expect(said(state)).toMatchObject(expected);
  });

  it.each([
    ['Disconnected Cancelled', { signal: 'missed', reason: 'abandoned' }],
    ['Disconnected NoAnswer', { signal: 'missed' }],
    ['Disconnected CallFinished', { signal: 'missed' }],
    ['Disconnected AgentAnswered', { signal: 'progress' }],
    ['Answered', { signal: 'answered' }],
  ])('%s of a party that missed the call', (state, expected) => {
    expect(said(state, { party: inbound, missedCall: true })).toMatchObject(expected);
  });

  it.each([
    ['an agent who calls', outbound, ['outbound', lead, '101']],
    ['an agent who is called', inbound, ['inbound', lead, '101']],
    [
      'the lead who is called, whose direction is technical',
      { direction: 'Inbound', from: outbound.from, to: outbound.to },
      ['outbound', lead, '101'],
    ],
    ['a menu that is called', { direction: 'Inbound', from: inbound.from, to: { phoneNumber: us } }, ['inbound', lead, undefined]],
    ['a caller who withholds the number', { ...inbound, from: { phoneNumber: 'anonymous' } }, ['inbound', undefined, '101']],
  ])('tells who is who of %s', (_, party, expected) => {
    const { direction, leadPhone, agent } = said('Setup', { party });
    expect([direction, leadPhone, agent?.id]).toEqual(expected);
  });

  it('that a menu answered is no answer of an agent', () => {
    const menu = { direction: 'Inbound', from: inbound.from, to: { phoneNumber: us } };
    expect(said('Answered', { party: menu }).signal).toBe('progress');
  });

  it('makes a statement for each party that is in a state', () => {
    const parties = [
      { ...inbound, status: { code: 'Disconnected', reason: 'NoAnswer' } },
      { ...inbound, extensionId: '102', to: { extensionId: '102' }, status: { code: 'Answered' } },
      { ...inbound },
    ];
    const reading = readAll(notification(parties));
    expect(reading.kind === 'statements' && reading.statements.map(({ agent, signal }) => [agent?.id, signal])).toEqual([
      ['101', 'unanswered'],
      ['102', 'answered'],
    ]);
  });

  it('is translated by the dictionary of the connection', () => {
    expect(said('Disconnected NoAnswer', { settings: { statusMap: { noanswer: 'Missed' } } }).signal).toBe('missed');
  });

  it.each(samples)('as documented: $name', ({ body, now: receivedAt, statement }) => {
    const reading = ringcentral.read(aRequest({ body }), aConnection({ retentionDays: 4000 }), receivedAt);
    expect(theStatement(reading)).toEqual(statement);
  });

  it('is kept without its token', () => {
    const kept = ringcentral.redact?.(
      aRequest({ headers: { 'validation-token': 'secret', 'verification-token': 'secret', 'user-agent': 'RC' } }),
    );
    expect(kept?.headers).toEqual({ 'user-agent': 'RC' });
  });
});

describe('a call as RingCentral tells it', () => {
  const begun = [told('Setup', { second: 0 }), told('Proceeding', { second: 2 })];
  const ring = { party: inbound };

  it.each([
    [
      'answered',
      [told('Answered', { second: 10 }), told('Disconnected CallFinished', { second: 40 })],
      { status: 'Called', talkSeconds: 30, ringSeconds: 10 },
    ],
    [
      'put on hold',
      [told('Answered', { second: 10 }), told('Hold', { second: 20 }), told('Disconnected', { second: 40 })],
      { status: 'Called', talkSeconds: 30 },
    ],
    ['not picked up', [told('Disconnected NoAnswer', { second: 40 })], { status: 'No Answer', talkSeconds: 0 }],
    ['busy', [told('Disconnected TargetBusy', { second: 5 })], { status: 'Busy' }],
    ['given up', [told('Disconnected Cancelled', { second: 5 })], { status: 'No Answer', reason: 'canceled' }],
    ['over without an answer', [told('Disconnected CallFinished', { second: 40 })], { status: 'No Answer' }],
    ['going on', [told('Answered', { second: 10 })], { status: 'In-progress', ended: false }],
  ])('%s', (_, readings, expected) => {
    expect(callOf([...begun, ...readings])).toMatchObject(expected);
  });

  it.each([
    ['missed', [told('Disconnected CallFinished', { ...ring, second: 30, missedCall: true })], { status: 'Missed' }],
    ['given up by its caller', [told('Disconnected Cancelled', { ...ring, second: 30 })], { status: 'Missed', reason: 'abandoned' }],
    [
      'missed, with a voicemail',
      [told('VoiceMail', { ...ring, second: 20 }), told('Disconnected CallFinished', { ...ring, second: 50 })],
      { status: 'Missed', reason: 'voicemail', talkSeconds: 0, endedAt: at(50) },
    ],
    [
      'transferred, and so the second agent’s',
      [
        told('Answered', { ...ring, second: 10 }),
        told('Disconnected BlindTransfer', { ...ring, second: 20 }),
        told('Answered', { second: 25, party: { ...inbound, extensionId: '102', to: { phoneNumber: us, extensionId: '102' } } }),
        told('Disconnected CallFinished', {
          second: 40,
          party: { ...inbound, extensionId: '102', to: { phoneNumber: us, extensionId: '102' } },
        }),
      ],
      { status: 'Called', talkSeconds: 30 },
    ],
  ])('from a lead: %s', (_, readings, expected) => {
    expect(callOf([told('Setup', { ...ring, second: 0 }), ...readings])).toMatchObject({ direction: 'inbound', ...expected });
  });
});

describe('what else RingCentral sends', () => {
  const colleagues = { ...outbound, to: { extensionId: '102' }, status: { code: 'Answered' } };

  it.each([
    ['a presence', notification([], 59, { event: '/restapi/v1.0/account/1/presence' })],
    ['a call without parties', notification([])],
    ['parties that are no list', notification('none' as never)],
    ['a call between colleagues', notification([colleagues])],
  ])('ignores %s', (_, sent) => {
    expect(readAll(sent).kind).toBe('ignored');
  });

  it.each([
    ['no event', { uuid: '1' }, /event is missing/],
    ['no body', { event }, /body is missing/],
    [
      'no session',
      notification([{ ...outbound, status: { code: 'Setup' } }], 59, { body: { parties: [] } }),
      /body.telephonySessionId is missing/,
    ],
    ['a code that is no text', notification([{ ...outbound, status: { code: {} } }]), /status.code is an object/],
    ['a time that is none', { ...notification([]), body: { telephonySessionId: 's', eventTime: 'now' } }, /body.eventTime is not a time/],
  ])('cannot read %s', (_, sent, why) => {
    expect(readAll(sent)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });
});

import { describe, expect, it } from 'vitest';
import { amazonConnect } from '../../../../functions/ingest/diallers/amazon-connect.ts';
import { callOf } from './call-of.ts';
import { aConnection, aRequest, now, theStatement } from './webhooks.ts';

const instanceArn = 'arn:aws:connect:ap-south-1:123456789012:instance/11111111-1111-1111-1111-111111111111';
const agentArn = `${instanceArn}/agent/77777777-7777-7777-7777-777777777777`;
const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 10, 0, second)).toISOString();

/** A contact event of an inbound call; undefined removes a field. */
function anEvent(detail: Record<string, unknown>, event: Record<string, unknown> = {}) {
  const call = {
    contactId: 'k-1',
    channel: 'VOICE',
    instanceArn,
    initiationMethod: 'INBOUND',
    initiationTimestamp: at(0),
    tags,
    ...detail,
  };
  return { id: 'ev-1', source: 'aws.connect', 'detail-type': 'Amazon Connect Contact Event', time: at(99), detail: call, ...event };
}

const tags = { 'aws:connect:systemEndpoint': '+14155550100', leadPhone: '+919812345678' };
const agentInfo = { agentArn, connectedToAgentTimestamp: at(30) };
const over = { eventType: 'DISCONNECTED', disconnectTimestamp: at(90) };
const read = (detail: Record<string, unknown>) =>
  amazonConnect.read(aRequest({ body: JSON.stringify(anEvent(detail)) }), aConnection(), now);
const said = (detail: Record<string, unknown>) => theStatement(read(detail));

describe('a contact event of Amazon Connect', () => {
  it('is read whole', () => {
    expect(said({ ...over, agentInfo, disconnectReason: 'CUSTOMER_DISCONNECT', initialContactId: 'k-0' })).toEqual({
      externalId: 'k-0',
      eventId: 'ev-1',
      word: 'DISCONNECTED',
      signal: 'completed',
      direction: 'inbound',
      leadPhone: '+919812345678',
      agent: { id: '77777777-7777-7777-7777-777777777777' },
      occurredAt: at(90),
      startedAt: at(0),
      answeredAt: at(30),
      endedAt: at(90),
      talkSeconds: 60,
    });
  });

  it('is read whatever the case of its names, and of its channel', () => {
    const AgentInfo = { AgentArn: agentArn, connectedToAgentTimestamp: at(30) };
    expect(said({ ...over, channel: 'Voice', AgentInfo })).toMatchObject({ signal: 'completed', talkSeconds: 60 });
  });

  const outbound = { initiationMethod: 'OUTBOUND', connectedToSystemTimestamp: at(40), agentInfo };
  const unconnected = { ...outbound, connectedToSystemTimestamp: undefined };
  it.each([
    ['INITIATED', {}, { signal: 'progress', occurredAt: at(0) }],
    ['QUEUED', { queueInfo: { enqueueTimestamp: at(5) } }, { signal: 'progress', occurredAt: at(5) }],
    ['CONNECTED_TO_SYSTEM', outbound, { signal: 'progress', occurredAt: at(40) }],
    ['CONNECTED_TO_AGENT', { agentInfo }, { signal: 'answered', answeredAt: at(30) }],
    ['CONNECTED_TO_AGENT', unconnected, { signal: 'progress', occurredAt: at(30) }],
    ['CONTACT_DATA_UPDATED', {}, { signal: 'progress', occurredAt: at(99) }],
    ['DISCONNECTED', {}, { signal: 'unanswered', talkSeconds: 0 }],
    ['DISCONNECTED', { disconnectReason: 'CUSTOMER_DISCONNECT' }, { signal: 'unanswered', reason: 'abandoned' }],
    ['DISCONNECTED', { disconnectReason: 'TELECOM_PROBLEM' }, { signal: 'unanswered', reason: 'failed' }],
    ['DISCONNECTED', outbound, { signal: 'completed', direction: 'outbound', talkSeconds: 50 }],
    ['DISCONNECTED', unconnected, { signal: 'unanswered', talkSeconds: 0 }],
    ['DISCONNECTED', { ...outbound, AnsweringMachineDetectionStatus: 'VOICEMAIL_BEEP' }, { signal: 'unanswered', reason: 'machine' }],
    ['DISCONNECTED', { ...outbound, AnsweringMachineDetectionStatus: 'FAX_MACHINE_DETECTED' }, { signal: 'unanswered', reason: 'machine' }],
    ['DISCONNECTED', { ...outbound, AnsweringMachineDetectionStatus: 'SIT_TONE_BUSY' }, { signal: 'busy' }],
    [
      'DISCONNECTED',
      { ...outbound, AnsweringMachineDetectionStatus: 'SIT_TONE_INVALID_NUMBER' },
      { signal: 'unanswered', reason: 'failed' },
    ],
    ['DISCONNECTED', { ...outbound, AnsweringMachineDetectionStatus: 'AMD_UNANSWERED' }, { signal: 'unanswered' }],
    ['DISCONNECTED', { ...outbound, AnsweringMachineDetectionStatus: 'HUMAN_ANSWERED' }, { signal: 'completed' }],
    ['COMPLETED', { agentInfo }, { signal: 'completed', talkSeconds: 60 }],
  ])('%s of %j', (eventType, detail, expected) => {
    const ends = eventType === 'DISCONNECTED' || eventType === 'COMPLETED';
    expect(said({ ...(ends && over), eventType, ...detail })).toMatchObject(expected);
  });

  it('knows no lead where nobody put the number on the contact', () => {
    expect(said({ ...over, tags: { 'aws:connect:systemEndpoint': '+14155550100' } })).not.toHaveProperty('leadPhone');
    expect(said({ ...over, tags: undefined, customerEndpoint: { address: '+919812345678' } }).leadPhone).toBe('+919812345678');
  });

  it('of a callback is of a call of its own', () => {
    expect(said({ ...over, initiationMethod: 'CALLBACK', initialContactId: 'k-0' })).toMatchObject({
      externalId: 'k-1',
      direction: 'outbound',
    });
  });

  it('as in Amazon’s own sample, whose agent is connected after the end', () => {
    const body = {
      eventType: 'DISCONNECTED',
      channel: 'Voice',
      initiationMethod: 'OUTBOUND',
      connectedToSystemTimestamp: at(2),
      disconnectTimestamp: at(44),
      AgentInfo: { AgentArn: 'arn', connectedToAgentTimestamp: at(700) },
    };
    expect(said(body)).toMatchObject({ signal: 'completed', agent: { id: 'arn' }, answeredAt: at(2), talkSeconds: 42 });
  });

  it.each([
    ['a chat', { ...over, channel: 'CHAT' }],
    ['no channel', { ...over, channel: undefined }],
    ['a type that is new', { eventType: 'PAUSED' }],
    ['no type', {}],
  ])('ignores %s', (_, detail) => {
    expect(read(detail).kind).toBe('ignored');
  });

  it.each([
    ['no contact', { ...over, contactId: undefined }, /id of the call is missing/],
    ['a time that is none', { ...over, disconnectTimestamp: 'soon' }, /disconnectTimestamp is not a time/],
    [
      'a call of next week',
      { ...over, initiationTimestamp: '2026-11-29T10:00:00Z', disconnectTimestamp: undefined },
      /more than a day ahead/,
    ],
  ])('cannot read %s', (_, detail, why) => {
    expect(read(detail)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });

  it('never comes as a webhook', () => {
    const request = aRequest({ body: JSON.stringify(anEvent(over)) });
    expect(amazonConnect.verify(request, aConnection({ secrets: [instanceArn] }), now)).toMatchObject({ verified: false });
  });
});

describe('a call as Amazon Connect tells it', () => {
  it('is one call over a transfer, whoever picked up there', () => {
    const second = { contactId: 'k-2', initialContactId: 'k-1', initiationMethod: 'TRANSFER', initiationTimestamp: at(80) };
    const told = [
      read({ eventType: 'INITIATED' }),
      read({ ...over, agentInfo }),
      read({ ...over, ...second, disconnectTimestamp: at(99) }),
    ];
    expect(callOf(told)).toMatchObject({ status: 'Called', direction: 'inbound', talkSeconds: 60, startedAt: at(0), endedAt: at(99) });
  });

  it('is Missed where nobody took it, in any order', () => {
    const told = [
      read(over),
      read({ eventType: 'QUEUED', queueInfo: { enqueueTimestamp: at(5) } }),
      read({ ...over, eventType: 'COMPLETED' }),
    ];
    expect(callOf(told)).toMatchObject({ status: 'Missed', talkSeconds: 0, leadPhone: '+919812345678' });
  });
});

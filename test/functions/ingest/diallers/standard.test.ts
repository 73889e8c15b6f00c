import { describe, expect, it } from 'vitest';
import { standard } from '../../../../functions/ingest/diallers/standard.ts';
import { aConnection, aRequest, aStandardBody, now, readStandard, theStatement } from './webhooks.ts';

const said = (data: Record<string, unknown>, settings = {}) => theStatement(readStandard(aStandardBody(data), settings));
const unreadable = (...names: string[]) => ({ kind: 'unreadable', why: expect.stringMatching(names.join('.*')) });

describe('the standard body', () => {
  it('is read whole', () => {
    const body = aStandardBody({
      agent: { id: 'ext-7', email: 'asha@example.com', phone: '098765 43210' },
      startedAt: '2026-11-22T10:40:00Z',
      answeredAt: '2026-11-22T16:10:12+05:30',
      endedAt: 1795344209,
      durationSeconds: '185',
      note: 'Wants a brochure',
      followUpAt: '2026-11-24T04:30:00Z',
      campaign: 'Diwali',
      recordingUrl: 'https://recordings.example/1.mp3',
      reason: 'voicemail',
      somethingNew: { is: 'left alone' },
    });
    expect(readStandard(body, {}, { 'webhook-id': 'msg_1' })).toEqual({
      kind: 'statements',
      statements: [
        {
          externalId: 'call-1',
          eventId: 'msg_1',
          word: 'completed',
          signal: 'completed',
          reason: 'voicemail',
          direction: 'outbound',
          leadPhone: '+919812345678',
          agent: { id: 'ext-7', email: 'asha@example.com', phone: '+919876543210' },
          startedAt: '2026-11-22T10:40:00.000Z',
          answeredAt: '2026-11-22T10:40:12.000Z',
          endedAt: '2026-11-22T10:43:29.000Z',
          talkSeconds: 185,
          occurredAt: '2026-11-22T10:43:29.000Z',
          note: 'Wants a brochure',
          followUpAt: '2026-11-24T04:30:00.000Z',
          campaign: 'Diwali',
          recordingUrl: 'https://recordings.example/1.mp3',
        },
      ],
    });
  });

  it('says nothing that was not said', () => {
    const body = JSON.stringify({ type: 'call.updated', data: { callId: 17, note: null, agent: { name: 'Asha' }, campaign: ' ' } });
    expect(readStandard(body)).toEqual({ kind: 'statements', statements: [{ externalId: '17', signal: 'unknown' }] });
  });

  it.each([
    ['Follow up', { endedAt: '2026-11-22T10:45:00Z' }, { signal: 'completed', disposition: 'Follow up' }],
    ['Rescheduled', { durationSeconds: 0 }, { signal: 'completed', disposition: 'Rescheduled' }],
    ['Follow up', {}, { signal: 'unknown', disposition: 'Follow up' }],
  ])('%s with %o is a disposition, and an ending only where it says so', (status, data, expected) => {
    expect(said({ status, ...data })).toMatchObject({ word: status, ...expected });
  });

  it('keeps an unknown status word, and it is no ending', () => {
    expect(said({ status: 'hung-up' })).toMatchObject({ word: 'hung-up', signal: 'unknown' });
  });

  it('translates by the dictionary of the connection, and keeps the dialler’s own word', () => {
    expect(said({ status: 'NI' }, { statusMap: { NI: 'No Answer' } })).toMatchObject({ word: 'NI', signal: 'no-answer' });
  });

  it.each([
    ['failed', 'outbound', undefined, 'failed'],
    ['failed', 'outbound', 'rejected', 'rejected'],
    ['completed', 'inbound', 'Machine', 'machine'],
    ['canceled', 'inbound', undefined, 'abandoned'],
    ['canceled', 'inbound', 'agent-unavailable', 'agent-unavailable'],
    ['failed', 'outbound', 'normal clearing', 'failed'],
  ])('%s %s with reason %s has the reason %s', (status, direction, reason, expected) => {
    expect(said({ status, direction, reason }).reason).toBe(expected);
  });

  it('keeps a reason that is none of ours as its sender wrote it', () => {
    expect(said({ status: 'failed', reason: 'Line Congested' })).toMatchObject({ reason: 'failed', reasonWord: 'Line Congested' });
    expect(said({ status: 'completed', reason: 'hung up' })).not.toHaveProperty('reason');
    expect(said({ status: 'failed', reason: ' Rejected ' })).not.toHaveProperty('reasonWord');
  });

  it.each([
    ['answered', '2026-11-22T10:41:00.000Z'],
    ['ringing', '2026-11-22T10:40:00.000Z'],
    ['completed', '2026-11-22T10:45:00.000Z'],
    ['hung-up', '2026-11-22T10:50:00.000Z'],
    ['Follow up', '2026-11-22T10:50:00.000Z'],
  ])('%s happened at %s', (status, occurredAt) => {
    const times = { startedAt: '2026-11-22T10:40:00Z', answeredAt: '2026-11-22T10:41:00Z', endedAt: '2026-11-22T10:45:00Z' };
    expect(said({ status, ...times }).occurredAt).toBe(occurredAt);
  });

  it('happened when the message says, where the call has no time of its own', () => {
    expect(said({}).occurredAt).toBe('2026-11-22T10:50:00.000Z');
  });

  it('reads times without a zone, and numbers without a country, as those of the connection', () => {
    expect(said({ startedAt: '2026-11-22 16:10:00', leadPhone: '098123 45678' })).toMatchObject({
      startedAt: '2026-11-22T10:40:00.000Z',
      leadPhone: '+919812345678',
    });
  });

  it('is a call of nobody known where the caller withheld the number', () => {
    expect(said({ leadPhone: 'anonymous' })).not.toHaveProperty('leadPhone');
  });

  it('has no event id where the sender’s is too long to keep', () => {
    expect(theStatement(readStandard(aStandardBody(), {}, { 'webhook-id': 'x'.repeat(512) })).eventId).toHaveLength(512);
    expect(theStatement(readStandard(aStandardBody(), {}, { 'webhook-id': 'x'.repeat(513) }))).not.toHaveProperty('eventId');
  });

  it.each(['lead.created', 'user.call', 'callx', 'agent.status'])('ignores the event %s', (type) => {
    expect(readStandard(aStandardBody({}, { type }))).toMatchObject({ kind: 'ignored' });
  });
});

describe('what cannot be read', () => {
  it.each([
    ['callId', undefined, /callId is missing/],
    ['callId', '', /callId is missing/],
    ['callId', {}, /callId is an object, not text/],
    ['callId', true, /callId is a boolean/],
    ['callId', 1e21, /callId is a number too large to be exact/],
    ['callId', 'x'.repeat(257), /callId is longer than 256 characters/],
    ['callId', 'a\u0000b', /callId holds control characters/],
    ['callId', '\ud800', /callId holds control characters or broken Unicode/],
    ['status', ['busy'], /status is a list/],
    ['direction', 'sideways', /direction is neither/],
    ['leadPhone', 'call me', /leadPhone is not a phone number that can be dialled in IN/],
    ['leadPhone', {}, /leadPhone is an object/],
    ['agent', 'asha', /agent is not an object/],
    ['agent', [], /agent is not an object/],
    ['agent', { id: {} }, /agent\.id is an object/],
    ['durationSeconds', -5, /durationSeconds is not a whole number of seconds from 0 to 86400/],
    ['durationSeconds', 12.5, /durationSeconds/],
    ['durationSeconds', '12 s', /durationSeconds/],
    ['durationSeconds', 86_401, /durationSeconds/],
    ['durationSeconds', 1e308, /durationSeconds/],
    ['durationSeconds', '1e3', /durationSeconds/],
    ['durationSeconds', true, /durationSeconds/],
    ['startedAt', 'yesterday', /startedAt is not a time/],
    ['startedAt', '2026-11-23T10:53:01Z', /startedAt is .* more than a day ahead/],
    ['startedAt', '2025-10-01T00:00:00Z', /startedAt is .* longer ago than the 400 days/],
    ['answeredAt', {}, /answeredAt is an object/],
    ['endedAt', '2026-02-30T00:00:00Z', /endedAt is not a time/],
    ['followUpAt', 'soon', /followUpAt is not a time/],
    ['campaign', {}, /campaign is an object/],
    ['recordingUrl', 'javascript:alert(1)', /recordingUrl is not an http or https address/],
    ['note', 'x'.repeat(10_001), /note is longer than 10000 characters/],
    ['note', {}, /note is an object/],
    ['reason', {}, /reason is an object/],
  ])('%s is %j', (field, value, problem) => {
    expect(readStandard(aStandardBody({ [field]: value }))).toEqual({ kind: 'unreadable', why: expect.stringMatching(problem) });
  });

  it('is told whole, so that one fix is enough', () => {
    const body = aStandardBody({ durationSeconds: -1, startedAt: 'x', recordingUrl: 'x' });
    expect(readStandard(body)).toEqual(unreadable('startedAt', 'durationSeconds', 'recordingUrl'));
  });

  it('never repeats what could be personal', () => {
    const body = aStandardBody({
      leadPhone: 'Asha 98123',
      callId: { name: 'Asha' },
      recordingUrl: 'Asha',
      agent: 'Asha',
      direction: 'Asha',
    });
    expect(JSON.stringify(readStandard(body))).not.toMatch(/Asha|98123/);
  });

  it.each([
    ['an empty body', '', /the body is empty/],
    ['a truncated one', '{"type":"call.up', /not well-formed JSON/],
    ['a list', '[]', /not a JSON object/],
    ['a word', '"call"', /not a JSON object/],
    ['no type', '{"data":{"callId":"1"}}', /type is missing/],
    ['a type that is no text', '{"type":7,"data":{"callId":"1"}}', /type is missing, or not text/],
    ['no data', '{"type":"call.updated"}', /data is missing/],
    ['data that is a list', '{"type":"call.updated","data":[]}', /data is missing, or not an object/],
    ['a time that is none', aStandardBody({}, { timestamp: 'x' }), /timestamp is not a time/],
    ['Latin-1', Buffer.from(aStandardBody({ note: 'Müller' }), 'latin1'), /not UTF-8/],
  ])('%s', (_, body, why) => {
    expect(standard.read(aRequest({ body }), aConnection(), now)).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });
});

describe('CloudEvents', () => {
  const data = { callId: 'call-1', status: 'busy' };
  const expected = { externalId: 'call-1', eventId: '/pbx#42', word: 'busy', signal: 'busy', occurredAt: '2026-11-22T10:50:00.000Z' };
  const event = { specversion: '1.0', type: 'com.example.call.updated', source: '/pbx', id: '42', time: '2026-11-22T10:50:00Z' };
  const asStructured = { 'content-type': 'application/cloudevents+json; charset=utf-8', 'webhook-id': 'msg_1' };

  it('reads structured mode', () => {
    expect(readStandard(JSON.stringify({ ...event, data }), {}, asStructured)).toEqual({ kind: 'statements', statements: [expected] });
  });

  it('reads structured mode with data in base64', () => {
    const data_base64 = Buffer.from(JSON.stringify(data)).toString('base64');
    expect(theStatement(readStandard(JSON.stringify({ ...event, data_base64 }), {}, asStructured))).toEqual(expected);
  });

  it('reads binary mode', () => {
    const headers = { 'ce-specversion': '1.0', 'ce-type': 'call.updated', 'ce-source': '%2Fpbx', 'ce-id': '42', 'ce-time': event.time };
    expect(theStatement(readStandard(JSON.stringify(data), {}, headers))).toEqual(expected);
  });

  it('ignores events that are about no call', () => {
    expect(readStandard(JSON.stringify({ ...event, type: 'com.example.recall.updated' }), {}, asStructured).kind).toBe('ignored');
  });

  it('cannot read a header that is not UTF-8', () => {
    expect(readStandard(JSON.stringify(data), {}, { 'ce-type': 'call.%ff' })).toEqual(unreadable('percent-encoded'));
  });

  it('does not take a batch, whatever the case of its media type', () => {
    const request = (type: string) => aRequest({ headers: { 'content-type': type } });
    for (const type of ['application/cloudevents-batch+json', 'Application/CloudEvents-Batch+JSON; charset=utf-8']) {
      expect(standard.unsupported?.(request(type))).toMatch('send one event a request');
    }
    for (const type of ['application/cloudevents+json', 'application/json', ''])
      expect(standard.unsupported?.(request(type))).toBeUndefined();
  });

  it('cannot read a batch', () => {
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    expect(readStandard(JSON.stringify([{ ...event, data }]), {}, headers)).toEqual(unreadable('batch', 'one event a request'));
  });
});

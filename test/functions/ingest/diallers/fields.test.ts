import { describe, expect, it } from 'vitest';
import { fields } from '../../../../functions/ingest/diallers/fields.ts';
import { createConnection } from '../../../../shared/contracts/routes/connections.ts';
import { callOf } from './call-of.ts';
import { aConnection, aForm, aRequest, now, theStatement } from './webhooks.ts';

const lead = '+919812345678';
const fieldMap = { callId: 'call.id', status: 'call.result', leadPhone: 'call.lead', direction: 'way' };
const aCall = { way: 'outgoing', call: { id: '7', result: 'completed', lead: '09812345678' } };

type Given = { body?: unknown; form?: string; query?: string; map?: Record<string, string>; statusMap?: Record<string, string> };

function read({ body, form, query = '', map = fieldMap, statusMap = {} }: Given) {
  const url = `https://redial.example/webhooks/c_1?key=k${query && `&${query}`}`;
  const sent = form ?? (body === undefined ? '' : JSON.stringify(body));
  return fields.read(aRequest({ url, body: sent }), aConnection({ fieldMap: map, statusMap }), now);
}

const told = (given: Given) => theStatement(read(given));

describe('a field map', () => {
  it('finds every field, in JSON', () => {
    const map = {
      ...fieldMap,
      ...{ agentId: 'agent.0.id', agentEmail: 'agent.0.email', agentPhone: 'agent.0.phone', note: 'note', campaign: 'campaign' },
      ...{ startedAt: 'times.start', answeredAt: 'times.answer', endedAt: 'times.end', duration: 'talk', recordingUrl: 'audio' },
      disposition: 'choice',
    };
    const body = {
      ...aCall,
      ...{
        agent: [{ id: 3, email: 'asha@example.com', phone: '9876543210' }],
        note: 'call in May',
        campaign: 'Diwali',
        choice: 'Follow up',
      },
      ...{ times: { start: '2026-11-22 16:10:00', answer: '2026-11-22T10:40:18Z', end: '2026-11-22 16:11:00' }, talk: '42' },
      audio: 'https://pbx.example/7.mp3',
    };
    expect(told({ body, map })).toEqual({
      externalId: '7',
      word: 'completed',
      signal: 'completed',
      disposition: 'Follow up',
      direction: 'outbound',
      leadPhone: lead,
      agent: { id: '3', email: 'asha@example.com', phone: '+919876543210' },
      occurredAt: '2026-11-22T10:41:00.000Z',
      startedAt: '2026-11-22T10:40:00.000Z',
      answeredAt: '2026-11-22T10:40:18.000Z',
      endedAt: '2026-11-22T10:41:00.000Z',
      talkSeconds: 42,
      note: 'call in May',
      campaign: 'Diwali',
      recordingUrl: 'https://pbx.example/7.mp3',
    });
  });

  const flat = { callId: 'id', status: 's', leadPhone: 'p' };

  it('finds them in a form, in a query, and in both', () => {
    const expected = { externalId: '7', word: 'busy', signal: 'busy', leadPhone: lead };
    expect(told({ form: `id=7&s=busy&p=09812345678`, map: flat })).toEqual(expected);
    expect(told({ query: `id=7&s=busy&p=09812345678`, map: flat })).toEqual(expected);
    expect(told({ body: { id: 7 }, query: `id=8&s=busy&p=09812345678`, map: flat })).toEqual(expected);
    const request = aRequest({ method: 'GET', url: 'https://x/?id=7&s=busy&p=09812345678&key=k' });
    expect(theStatement(fields.read(request, aConnection({ fieldMap: flat }), now))).toEqual(expected);
  });

  it('takes the first of several paths that says something', () => {
    expect(told({ form: 'a=&b=null&c=7&s=busy', map: { ...flat, callId: 'a|b|c' } }).externalId).toBe('7');
  });

  it.each([
    ['seconds', '42', 42],
    ['milliseconds', '41600', 42],
    ['minutes', '0.7', 42],
    ['hh:mm:ss', '00:00:42', 42],
    ['hh:mm:ss', '00:42', 42],
  ])('reads a duration in %s', (durationUnit, d, talkSeconds) => {
    expect(told({ form: `id=7&s=completed&d=${d}`, map: { ...flat, duration: 'd', durationUnit } }).talkSeconds).toBe(talkSeconds);
  });

  it.each([
    ['iso', '2026-11-22T16:10:00%2B05:30', '2026-11-22T10:40:00.000Z'],
    ['iso', '2026-11-22T16:10:00', '2026-11-22T10:40:00.000Z'],
    ['local', '2026-11-22+16:10:00', '2026-11-22T10:40:00.000Z'],
    ['epoch', '1795344000', '2026-11-22T10:40:00.000Z'],
    ['epoch', '1795344000.25', '2026-11-22T10:40:00.250Z'],
    ['epoch-ms', '1795344000250', '2026-11-22T10:40:00.250Z'],
    ['epoch', '0', undefined],
    ['local', '0000-00-00+00:00:00', undefined],
    ['local', '1970-01-01+05:30:00', undefined],
  ])('reads a time that is %s: %s', (timeFormat, at, startedAt) => {
    expect(told({ form: `id=7&s=ringing&at=${at}`, map: { ...flat, startedAt: 'at', timeFormat } }).startedAt).toBe(startedAt);
  });

  it.each([
    ['busy', undefined, {}, 'busy', undefined],
    ['17', undefined, { '17': 'busy' }, 'busy', undefined],
    ['vm', undefined, { VM: 'voicemail' }, 'unanswered', undefined],
    ['callback', undefined, { callback: 'Follow up' }, 'unknown', 'Follow up'],
    ['callback', '12', { callback: 'Follow up' }, 'completed', 'Follow up'],
    ['', '12', {}, 'completed', undefined],
    ['', undefined, {}, 'unknown', undefined],
    ['gone', '12', {}, 'unknown', undefined],
  ])('the status "%s" with talk %s and the dictionary %j', (word, talk, statusMap, signal, disposition) => {
    const statement = told({ form: `id=7&s=${word}&d=${talk ?? ''}`, map: { ...flat, duration: 'd' }, statusMap });
    expect([statement.signal, statement.disposition]).toEqual([signal, disposition]);
  });

  it('ignores a status that the dictionary says to ignore', () => {
    expect(read({ form: 'id=7&s=ivr', map: flat, statusMap: { ivr: 'ignore' } }).kind).toBe('ignored');
  });

  it.each([
    ['in', {}, 'inbound'],
    ['Outgoing', {}, 'outbound'],
    ['outbound-dial', {}, 'outbound'],
    ['OB', { ob: 'outbound' }, 'outbound'],
    ['', {}, undefined],
  ])('the direction "%s" with the dictionary %j is %s', (way, statusMap, direction) => {
    expect(told({ form: `id=7&s=busy&w=${way}`, map: { ...flat, direction: 'w' }, statusMap }).direction).toBe(direction);
  });

  it('keeps a disposition that nobody mapped beside the note', () => {
    const map = { ...flat, disposition: 'd', note: 'n' };
    expect(told({ form: 'id=7&s=completed&d=Interested&n=likes+it', map }).note).toBe('Interested: likes it');
  });

  it.each([
    ['no call', 's=busy', /callId is missing: the fieldMap looks for it at "id"/],
    ['a call that a template left open', 'id=%7B%7Bcall.uuid%7D%7D&s=busy', /callId is missing/],
    ['two ids', 'id=7&id=8&s=busy', /callId is a list/],
    ['a direction of its own', 'id=7&s=busy&w=lateral', /direction is neither inbound nor outbound: say which/],
    ['a number that is none', 'id=7&s=busy&p=12', /leadPhone is not a phone number/],
    ['another unit', 'id=7&s=busy&d=42m', /duration is not a duration in seconds/],
    ['another format of time', 'id=7&s=busy&at=yesterday', /startedAt is not Unix time in seconds/],
    ['a time past all calendars', 'id=7&s=busy&at=999999999999', /startedAt/],
  ])('cannot be used on %s', (_, form, why) => {
    const map = { ...flat, direction: 'w', duration: 'd', startedAt: 'at', timeFormat: 'epoch' };
    expect(read({ form, map })).toEqual({ kind: 'unreadable', why: expect.stringMatching(why) });
  });

  it('is needed', () => {
    expect(fields.read(aRequest({ body: '{}' }), aConnection(), now)).toEqual({
      kind: 'unreadable',
      why: expect.stringMatching(/no fieldMap/),
    });
  });

  it('cannot name a field that its message inherits', () => {
    const map = { callId: '__proto__.x', status: 'constructor', leadPhone: 'toString', preset: '__proto__' };
    expect(read({ body: { a: 1 }, map }).kind).toBe('unreadable');
  });
});

describe('the preset', () => {
  const of = (preset: string, given: Given = {}) => callOf([read({ ...given, map: { preset, ...given.map } })]);

  it.each([
    ['NI', '214', { status: 'Called', talkSeconds: 214, startedAt: '2026-11-22T10:36:26.000Z' }],
    ['SALE', '0', { status: 'Called', flags: ['called-without-talk-time'] }],
    ['A', '0', { status: 'No Answer', reason: 'machine' }],
    ['AFAX', '0', { status: 'No Answer', reason: 'machine' }],
    ['NA', '0', { status: 'No Answer', reason: null }],
    ['ADC', '0', { status: 'No Answer', reason: 'failed' }],
    ['AB', '0', { status: 'Busy' }],
    ['DROP', '0', { status: 'No Answer', reason: 'abandoned' }],
    ['TIMEOT', '0', { status: 'Missed' }],
    ['QVMAIL', '0', { reason: 'voicemail', connected: false }],
    ['INCALL', '', { status: 'In-progress' }],
    ['CALLBK', '60', { status: 'Follow up', outcome: 'Called', talkSeconds: 60 }],
    ['CBHOLD', '60', { status: 'Rescheduled' }],
    ['OWN1', '60', { status: 'In-progress', flags: ['unknown-status'] }],
  ])('vicidial reads %s after %s s', (dispo, talk, expected) => {
    const query = aForm({ call_id: 'M1', phone_number: '9812345678', user: '6666', epoch: '1795344000', dispo, talk_time: talk });
    expect(of('vicidial', { query })).toMatchObject({ leadPhone: lead, ...expected });
  });

  it('gives way to the map and the dictionary of the connection', () => {
    const query = aForm({ id: 'X', call_id: 'M1', dispo: 'NA' });
    const statement = told({ query, map: { preset: 'vicidial', callId: 'id' }, statusMap: { na: 'busy' } });
    expect([statement.externalId, statement.signal]).toEqual(['X', 'busy']);
    const inbound = { body: { direction: 'inbound', linkedid: '1', src: '100', dst: '200', lead: '09812345678' } };
    expect(told({ ...inbound, map: { preset: 'asterisk', leadPhone: 'lead' } }).leadPhone).toBe(lead);
  });

  const cdr = {
    ...{ linkedid: '17.1', uniqueid: '17.2', src: '100', dst: '9812345678', disposition: 'ANSWERED', billsec: '42', direction: 'outbound' },
    ...{ start: '2026-11-22 16:10:00', answer: '2026-11-22 16:10:18', end: '2026-11-22 16:11:00' },
  };

  it.each([
    [{}, { status: 'Called', talkSeconds: 42, ringSeconds: 18, leadPhone: lead }],
    [
      { disposition: 'NO ANSWER', billsec: '0', answer: '' },
      { status: 'No Answer', endedAt: '2026-11-22T10:41:00.000Z' },
    ],
    [{ disposition: 'BUSY', billsec: '0', answer: '' }, { status: 'Busy' }],
    [
      { disposition: 'FAILED', billsec: '0', answer: '' },
      { status: 'No Answer', reason: 'failed' },
    ],
    [
      { disposition: 'CONGESTION', billsec: '0', answer: '' },
      { status: 'No Answer', reason: 'failed' },
    ],
    [
      { direction: 'inbound', src: '9812345678', dst: '100', disposition: 'NO ANSWER', billsec: '0' },
      { status: 'Missed', leadPhone: lead },
    ],
    [
      { disposition: 'BUSY', src: '09876543210' },
      { status: 'Busy', leadPhone: lead },
    ],
  ])('asterisk reads %j', (given, expected) => {
    expect(of('asterisk', { form: aForm({ ...cdr, ...given }) })).toMatchObject(expected);
  });

  const aLeg = (variables: Record<string, string>, parties = { destination_number: '9812345678', caller_id_number: '1001' }) => ({
    variables: {
      ...{ uuid: 'u-b', originating_leg_uuid: 'u-a', redial_direction: 'outbound', hangup_cause: 'NORMAL_CLEARING' },
      ...{ start_epoch: '1795344000', answer_epoch: '1795344018', end_epoch: '1795344060', billsec: '42' },
      ...variables,
    },
    callflow: [{ caller_profile: parties }],
  });
  const ringing = { billsec: '0', answer_epoch: '0' };

  it.each([
    [aLeg({}), { status: 'Called', talkSeconds: 42, ringSeconds: 18, leadPhone: lead }],
    [aLeg({ ...ringing, hangup_cause: 'USER_BUSY' }), { status: 'Busy' }],
    [aLeg({ ...ringing, hangup_cause: 'NO_ANSWER' }), { status: 'No Answer', reason: null, answeredAt: null }],
    [aLeg({ ...ringing, hangup_cause: 'ORIGINATOR_CANCEL' }), { status: 'No Answer', reason: 'canceled' }],
    [aLeg({ ...ringing, hangup_cause: 'UNALLOCATED_NUMBER' }), { status: 'No Answer', reason: 'failed' }],
    [aLeg({ ...ringing, hangup_cause: 'NORMAL_CLEARING' }), { status: 'No Answer' }],
    [
      aLeg({ ...ringing, redial_direction: 'inbound' }, { destination_number: '1001', caller_id_number: '%2B919812345678' }),
      { status: 'Missed', leadPhone: lead },
    ],
  ])('freeswitch reads %j', (leg, expected) => {
    expect(of('freeswitch', { body: leg })).toMatchObject(expected);
    expect(of('freeswitch', { form: aForm({ cdr: JSON.stringify(leg) }) })).toMatchObject(expected);
  });

  it('freeswitch ignores a leg that another one won, and keeps the legs of a call together', () => {
    const map = { preset: 'freeswitch' };
    expect(read({ body: aLeg({ hangup_cause: 'LOSE_RACE' }), map }).kind).toBe('ignored');
    expect(told({ body: aLeg({}), map }).externalId).toBe('u-a');
  });

  it.each([
    [
      { event: 'outgoing', finishtype: 'Missed' },
      { status: 'No Answer', direction: 'outbound' },
    ],
    [
      { event: 'incoming', finishtype: 'Missed' },
      { status: 'Missed', direction: 'inbound' },
    ],
    [
      { event: 'incoming', finishtype: 'Ok', Duration: '00:43' },
      { status: 'Called', talkSeconds: 43 },
    ],
    [
      { event: 'incoming', finishtype: 'Ok' },
      { status: 'Called', talkSeconds: 0, flags: ['called-without-talk-time'] },
    ],
    [{ event: 'pickupoutgoing' }, { status: 'In-progress', direction: 'outbound' }],
    [{ event: 'ringing' }, { status: 'In-progress', direction: null }],
  ])('3cx reads %j', (given, expected) => {
    const body = { callerid: '919812345678', user: '105', id: '250917194513_46-0', chid: '0-1', ...given };
    expect(of('3cx', { body })).toMatchObject({ leadPhone: lead, ...expected });
  });

  it.each([
    [
      { status: 'completed', talking_time: 42, direction: 'outgoing' },
      { status: 'Called', talkSeconds: 42 },
    ],
    [{ status: 'missed', direction: 'incoming' }, { status: 'Missed' }],
    [{ status: 'missed', direction: 'outgoing' }, { status: 'No Answer' }],
  ])('cloudtalk reads %j', (given, expected) => {
    const body = { call_uuid: 'u', external_number: '+919812345678', agent_id: 4, agent_email: '{{call.agent_email}}', ...given };
    expect(of('cloudtalk', { body })).toMatchObject({ leadPhone: lead, ...expected });
    expect(told({ body, map: { preset: 'cloudtalk' } }).agent).toEqual({ id: '4' });
  });

  it.each([
    ['Phone', '42', { status: 'Called', direction: 'inbound', talkSeconds: 42 }],
    ['Phone', '0', { status: 'Missed' }],
    ['Outbound', '42', { status: 'Called', direction: 'outbound' }],
    ['Outbound', '0', { status: 'No Answer' }],
    ['Missed Call', '0', { status: 'Missed', direction: 'inbound' }],
    ['Unanswered', '0', { status: 'No Answer', direction: null }],
  ])('knowlarity reads %s of %s s', (business_call_type, call_duration, expected) => {
    const query = aForm({ uuid: 'k', customer_number: lead, agent_number: '9876543210', business_call_type, call_duration });
    expect(of('knowlarity', { query })).toMatchObject({ leadPhone: lead, ...expected });
  });

  it('is all that a connection needs to name; without one, three fields are needed', () => {
    const problems = (map: object) =>
      createConnection.body.safeParse({ dialler: 'fields', name: 'x', fieldMap: map }).error?.issues.map(({ path }) => path.join('.')) ??
      [];
    for (const preset of ['vicidial', 'asterisk', 'freeswitch', '3cx', 'cloudtalk', 'knowlarity']) {
      expect(problems({ preset })).toEqual([]);
      expect(read({ map: { preset } })).toEqual({ kind: 'unreadable', why: expect.stringMatching(/looks for it at "./) });
    }
    expect(problems({ callId: 'id', status: 's', leadPhone: 'p', durationUnit: 'minutes' })).toEqual([]);
    expect(problems({ status: 's' })).toEqual(['fieldMap.callId', 'fieldMap.leadPhone']);
    expect(problems({ preset: 'nobody' })).toContain('fieldMap.preset');
  });
});

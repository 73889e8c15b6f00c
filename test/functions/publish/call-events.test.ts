import { describe, expect, it } from 'vitest';
import { callEventOf, dirtiedDays } from '../../../functions/publish/call-events.ts';
import { callEventDetail } from '../../../shared/contracts/events.ts';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { reframedCall } from '../../../shared/domain/reframed-call.ts';
import { aFact, aFrame, at } from '../../builders.ts';
import { aRecordedCall } from '../../shared/store/a-recorded-call.ts';

function aCall(version: number, ...said: Partial<Fact>[]): RecordedCall {
  const facts = said.map(aFact);
  const frame = aFrame({ leadId: 'l_1' });
  return { id: 'c_1', workspace: 'w_1', connection: 'n_1', externalId: 'x', version, frame, facts, call: callFrom(facts, frame) };
}

const ringing = aCall(1, { signal: 'progress' });
const talking = aCall(2, { signal: 'progress' }, { signal: 'answered' });
const ended = aCall(3, { signal: 'completed', talkSeconds: 9 });
const endedAtNight = aCall(3, { signal: 'completed', talkSeconds: 9, startedAt: at(-6 * 3600) });
const noted = aCall(4, { signal: 'completed', talkSeconds: 9, note: 'call back' });
const corrected = aCall(5, { signal: 'completed', talkSeconds: 30 });
const moved = aCall(6, { signal: 'completed', talkSeconds: 30, startedAt: at(-86_400) });

function inNewYork(call: RecordedCall): RecordedCall {
  const settings = { timezone: 'America/New_York', machineIsConversation: false };
  return reframedCall(call, { settings, mayChange: () => true }) ?? call;
}

const disposed = aCall(4, { signal: 'called', disposition: 'Follow up', followUpAt: at(3600) });
const postponed = aCall(5, { signal: 'called', disposition: 'Follow up', followUpAt: at(7200) });
const logged = { ...aCall(1, { source: 'agent', signal: 'no-answer', disposition: 'No Answer' }), connection: null };
const joined = { ...logged, version: 2, connection: 'n_1' };

describe('callEventOf', () => {
  it.each([
    ['is Call Started when a call is first heard of', undefined, ringing, 'Call Started'],
    ['is Call Ended when the first thing heard is its end', undefined, ended, 'Call Ended'],
    ['is nothing while it goes on', ringing, talking, undefined],
    ['is Call Ended when it ends', talking, ended, 'Call Ended'],
    ['is nothing when a note is added', ended, noted, undefined],
    ['is Call Corrected when something that reports count changes', noted, corrected, 'Call Corrected'],
    ['is Call Corrected when the next contact is at another time', disposed, postponed, 'Call Corrected'],
    ['is Call Corrected when a log and what is told of it become one', logged, joined, 'Call Corrected'],
    ['is nothing when retention removes it', ended, undefined, undefined],
  ])('%s', (_fact, before, after, type) => {
    expect(callEventOf({ before, after })?.['detail-type']).toBe(type);
  });

  it('has an id that every redelivery repeats, and a detail of the published shape', () => {
    const event = callEventOf({ before: talking, after: ended });
    expect(event?.detail.eventId).toBe('c_1.3');
    expect(callEventDetail.parse(event?.detail)).toEqual(event?.detail);
  });

  it('says where nobody said anything new, and the call only counts by another zone', () => {
    const event = callEventOf({ before: endedAtNight, after: inNewYork(endedAtNight) });
    expect(event).toMatchObject({ 'detail-type': 'Call Corrected', detail: { day: '2026-11-21', reframed: true } });
    expect(callEventOf({ before: inNewYork(endedAtNight), after: corrected })?.detail).not.toHaveProperty('reframed');
    expect(callEventDetail.parse(event?.detail)).toEqual(event?.detail);
  });

  it('carries no phone number', () => {
    const event = callEventOf({ before: undefined, after: aCall(1, { signal: 'busy', leadPhone: '+919812345678' }) });
    expect(JSON.stringify(event)).not.toContain('9812345678');
  });
});

describe('dirtiedDays', () => {
  it('are those of a call that was merged into another, if it had ended', () => {
    const facts = [aFact({ signal: 'busy', startedAt: '2026-11-22T10:00:00.000Z' })];
    const before = aRecordedCall({ workspace: 'w_1', facts });
    expect(dirtiedDays({ before, after: undefined, merged: true })).toEqual(['2026-11-22']);
    expect(dirtiedDays({ before: aRecordedCall({ workspace: 'w_1' }), after: undefined, merged: true })).toEqual([]);
    expect(dirtiedDays({ before, after: undefined })).toEqual([]);
  });

  it.each([
    ['no day while a call goes on', undefined, ringing, []],
    ['the day of a call that ends', talking, ended, ['2026-11-22']],
    ['no day for a note', ended, noted, []],
    ['both days of a call that counts by another zone', endedAtNight, inNewYork(endedAtNight), ['2026-11-22', '2026-11-21']],
    ['no day where another zone means the same day', ended, inNewYork(ended), []],
    ['both days of a call that turns out to have begun the day before', corrected, moved, ['2026-11-22', '2026-11-21']],
    ['no day when retention removes a call', ended, undefined, []],
  ])('is %s', (_fact, before, after, days) => {
    expect(dirtiedDays({ before, after })).toEqual(days);
  });
});

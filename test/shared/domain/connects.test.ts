import { describe, expect, it } from 'vitest';
import { connectsOf, isReturned, returnWindowDays } from '../../../shared/domain/connects.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { aReportCall } from '../../builders.ts';

const missed = { id: 'c_missed', leadId: 'l_1', endedAt: '2026-11-22T10:00:00.000Z' };

describe('a missed call', () => {
  const cases: [fact: string, call: Partial<ReportCall>, isReturned: boolean][] = [
    ['is returned by a connect an hour later', { startedAt: '2026-11-22T11:00:00.000Z' }, true],
    ['is returned when the lead gets through inbound', { startedAt: '2026-11-22T11:00:00.000Z', direction: 'inbound' }, true],
    ['is returned by a connect at the moment it ended', { startedAt: '2026-11-22T10:00:00.000Z' }, true],
    ['is returned by a connect at the last moment of the window', { startedAt: '2026-11-23T10:00:00.000Z' }, true],
    ['is not returned by a connect after the window', { startedAt: '2026-11-23T10:00:00.001Z' }, false],
    ['is not returned by a connect that started before it ended', { startedAt: '2026-11-22T09:59:59.999Z' }, false],
    ['is not returned by a call without talk time', { startedAt: '2026-11-22T11:00:00.000Z', talkSeconds: 0 }, false],
    ['is not returned by a call still in progress', { startedAt: '2026-11-22T11:00:00.000Z', ended: false }, false],
    ['is not returned by a connect with another lead', { startedAt: '2026-11-22T11:00:00.000Z', leadId: 'l_2' }, false],
    ['is not returned by a connect with nobody known', { startedAt: '2026-11-22T11:00:00.000Z', leadId: null }, false],
    ['is not returned by itself', { id: 'c_missed', startedAt: '2026-11-22T10:00:00.000Z' }, false],
  ];

  it.each(cases)('%s', (_fact, call, expected) => {
    const following = connectsOf([aReportCall({ talkSeconds: 40, ...call })]);
    expect(isReturned(missed, [new Map(), following], 24)).toBe(expected);
  });
});

describe('returnWindowDays', () => {
  it.each([
    [1, 2],
    [24, 2],
    [25, 3],
    [48, 3],
  ])('reaches, for %i hours, %i days on: a call missed before midnight ends after it', (hours, days) => {
    expect(returnWindowDays(hours)).toBe(days);
  });
});

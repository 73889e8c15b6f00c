import { describe, expect, it } from 'vitest';
import { implausibleIn } from '../../../../functions/ingest/diallers/implausible-in.ts';
import { plusSeconds } from '../../../../shared/domain/instant.ts';
import { now } from './webhooks.ts';

const ago = (seconds: number) => plusSeconds(now, -seconds);
const day = 86_400;
const limits = { now, retentionDays: 400 };

describe('implausibleIn', () => {
  it.each([
    ['a start a day ahead', { startedAt: ago(-day) }],
    ['a start 400 days ago', { startedAt: ago(400 * day) }],
    ['an end in the second of its beginning', { startedAt: ago(60), answeredAt: ago(60), endedAt: ago(60) }],
    ['an end that was rounded to before the answer', { answeredAt: ago(60), endedAt: ago(61) }],
    ['a call of a whole day', { startedAt: ago(day), endedAt: now }],
    ['nothing said at all', {}],
  ])('believes %s', (_, statement) => {
    expect(implausibleIn(statement, limits)).toEqual([]);
  });

  it.each([
    ['a start more than a day ahead', { startedAt: ago(-day - 1) }, 'startedAt is 2026-11-23T10:53:01.000Z, more than a day ahead'],
    [
      'a start before calls are kept',
      { startedAt: ago(400 * day + 1) },
      'startedAt is 2025-10-18T10:52:59.000Z, longer ago than the 400 days that calls are kept',
    ],
    ['news from the past', { occurredAt: '1970-01-01T00:00:00.000Z' }, /^occurredAt is 1970-/],
    ['an end before the beginning', { startedAt: ago(60), endedAt: ago(70) }, 'endedAt is 10 s before startedAt'],
    ['an end before the answer', { answeredAt: ago(60), endedAt: ago(62) }, 'endedAt is 2 s before answeredAt'],
    ['an answer before the beginning', { startedAt: ago(60), answeredAt: ago(62) }, 'answeredAt is 2 s before startedAt'],
    [
      'a call of more than a day',
      { startedAt: ago(day + 1), endedAt: now },
      /86401 s after startedAt, and no call lasts more than 86400 s$/,
    ],
  ])('doubts %s', (_, statement, problem) => {
    expect(implausibleIn(statement, limits)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)]);
  });
});

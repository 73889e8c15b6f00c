import { expect, it } from 'vitest';
import { patience } from './patience.ts';

it('lasts for its time after the last sign, and no longer than the longest', () => {
  let now = 1_000;
  const { sign, lasts } = patience({ withoutSignMs: 90, longestMs: 200, now: () => now });
  const lastsAt = (ms: number): boolean => {
    now = 1_000 + ms;
    return lasts();
  };
  expect([lastsAt(89), lastsAt(90)]).toEqual([true, false]);
  now = 1_080;
  sign();
  expect([lastsAt(169), lastsAt(170)]).toEqual([true, false]);
  now = 1_169;
  sign();
  expect([lastsAt(199), lastsAt(200)]).toEqual([true, false]);
});

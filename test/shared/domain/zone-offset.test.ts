import { expect, it } from 'vitest';
import { withOffset, zoneOffsets } from '../../../shared/domain/zone-offset.ts';

it.each([
  ['Asia/Kolkata', '2026-11-22T10:53:00.000Z', '2026-11-22T16:23:00+05:30'],
  ['Asia/Kathmandu', '2026-11-22T23:59:59.999Z', '2026-11-23T05:44:59.999+05:45'],
  ['UTC', '2026-11-22T10:53:00.000Z', '2026-11-22T10:53:00+00:00'],
  ['America/St_Johns', '2026-07-01T00:00:00.000Z', '2026-06-30T21:30:00-02:30'],
  ['America/Sao_Paulo', '2026-11-22T02:59:59.000Z', '2026-11-21T23:59:59-03:00'],
  ['Australia/Lord_Howe', '2026-04-04T14:59:59.000Z', '2026-04-05T01:59:59+11:00'],
  ['Australia/Lord_Howe', '2026-04-04T15:00:00.000Z', '2026-04-05T01:30:00+10:30'],
  ['Europe/Berlin', '2026-10-25T00:59:59.000Z', '2026-10-25T02:59:59+02:00'],
  ['Europe/Berlin', '2026-10-25T01:00:00.000Z', '2026-10-25T02:00:00+01:00'],
])('in %s, %s is %s', (zone, at, shown) => {
  const offsetOf = zoneOffsets(zone);
  for (let times = 0; times < 2; times++) expect(withOffset(at, offsetOf)).toBe(shown);
  expect(Date.parse(shown)).toBe(Date.parse(at));
});

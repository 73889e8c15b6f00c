import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../functions/ingest/diallers/instant-of.ts';

describe('instantOf', () => {
  it.each([
    ['2026-11-22T10:53:00Z', '2026-11-22T10:53:00.000Z'],
    ['2026-11-22t10:53:00z', '2026-11-22T10:53:00.000Z'],
    ['2026-11-22T16:23:00+05:30', '2026-11-22T10:53:00.000Z'],
    ['2026-11-22T16:23:00.123456789+0530', '2026-11-22T10:53:00.123Z'],
    ['2026-11-22 10:53:00.5Z', '2026-11-22T10:53:00.500Z'],
    ['2021-04-28 21:51:18.731479Z', '2021-04-28T21:51:18.731Z'],
    ['2026-11-22 16:23 +05:30', '2026-11-22T10:53:00.000Z'],
    ['2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['Tue, 01 Nov 2016 01:59:13 +0000', '2016-11-01T01:59:13.000Z'],
    ['1 Nov 2016 01:59:13 GMT', '2016-11-01T01:59:13.000Z'],
    ['1795000000', '2026-11-18T11:06:40.000Z'],
    [1795000000, '2026-11-18T11:06:40.000Z'],
    [1795000000123, '2026-11-18T11:06:40.123Z'],
  ])('%s', (text, instant) => {
    expect(instantOf(text, 'Asia/Kolkata')).toBe(instant);
  });

  it.each([
    ['2026-11-22 16:23:00', 'Asia/Kolkata', '2026-11-22T10:53:00.000Z'],
    ['2026-11-22T16:23', 'Asia/Kolkata', '2026-11-22T10:53:00.000Z'],
    ['2026-07-01T12:00:00', 'Europe/Berlin', '2026-07-01T10:00:00.000Z'],
    ['2026-12-01T12:00:00', 'Europe/Berlin', '2026-12-01T11:00:00.000Z'],
    ['2026-03-29T02:30:00', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ])('%s without a zone is a wall time of %s', (text, timezone, instant) => {
    expect(instantOf(text, timezone)).toBe(instant);
  });

  it.each([
    '',
    'yesterday',
    '2026-11-22',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-11-22T25:00:00Z',
    '2026-11-22T10:53:00[Asia/Kolkata]',
    '22/11/2026 10:53',
    '0',
    '-1795000000',
    '17950000001795000000',
    'Foo, 99 Bar 2016 01:59:13 +0000',
    'NaN',
  ])('"%s" is no time', (text) => {
    expect(instantOf(text, 'Asia/Kolkata')).toBeUndefined();
  });

  it('is no time where the zone does not exist', () => {
    expect(instantOf('2026-11-22 16:23:00', 'Asia/Nowhere')).toBeUndefined();
  });

  it('reads back any moment that was written', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (moment) => {
        expect(instantOf(moment.toISOString(), 'Asia/Kolkata')).toBe(moment.toISOString());
      }),
    );
  });
});

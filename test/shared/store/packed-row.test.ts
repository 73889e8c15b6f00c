import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportRow, RowDimensions } from '../../../shared/domain/report-row.ts';
import { type Status, statuses } from '../../../shared/domain/status.ts';
import { noSums, sumNames } from '../../../shared/domain/sums.ts';
import { packRow, rowHash, unpackRow } from '../../../shared/store/packed-row.ts';

const text = fc.option(fc.string({ maxLength: 6 }));
const dimensions: fc.Arbitrary<RowDimensions> = fc.record(
  {
    agent: text,
    branch: text,
    department: text,
    campaign: text,
    tags: fc.array(fc.string({ maxLength: 6 }), { maxLength: 3 }),
    direction: fc.constantFrom('inbound' as const, 'outbound' as const, null),
    hour: fc.nat(23),
  },
  { requiredKeys: [], noNullPrototype: true },
);
const sums = fc.array(fc.nat(5), { minLength: 11, maxLength: 11 }).map((list) => {
  const some = noSums();
  for (const [index, name] of sumNames.entries()) some[name] = list[index] ?? 0;
  return some;
});
const byStatus: fc.Arbitrary<ReportRow['byStatus']> = fc
  .array(fc.tuple(fc.constantFrom(...statuses), sums), { maxLength: 7 })
  .map((entries) => Object.fromEntries(entries) as Partial<Record<Status, ReturnType<typeof noSums>>>); // statuses are its keys

describe('a packed row', () => {
  it('gives back exactly the row', () => {
    fc.assert(
      fc.property(dimensions, byStatus, (some, counted) => {
        const row = { family: 'detail', day: '2026-11-22', dimensions: some, byStatus: counted };
        expect(unpackRow(packRow(row), row)).toStrictEqual(row);
      }),
    );
  });

  it('is the same bytes whatever the order of its fields', () => {
    const reversed = <Fields extends object>(fields: Fields) => Object.fromEntries(Object.entries(fields).reverse());
    fc.assert(
      fc.property(dimensions, byStatus, (some, counted) => {
        const other = { dimensions: reversed(some), byStatus: reversed(counted) };
        expect(packRow(other)).toBe(packRow({ dimensions: some, byStatus: counted }));
        expect(rowHash(other.dimensions)).toBe(rowHash(some));
      }),
    );
  });

  it('of an agent for a day takes less than 200 bytes', () => {
    const busy = { ...noSums(), calls: 120, attempts: 118, missed: 2 };
    const called = {
      ...noSums(),
      calls: 64,
      attempts: 60,
      pickedUp: 60,
      connected: 64,
      conversations: 41,
      talkSeconds: 12_345,
      inbound: 4,
    };
    const byStatus = { Busy: busy, Called: called, 'No Answer': busy };
    const packed = packRow({ dimensions: { agent: 'a_67jmekyfqqbj', branch: 'b_f0j2sad49jwp', department: 'd_9fat4v8t1vmk' }, byStatus });
    expect(packed.length).toBeLessThan(200);
  });
});

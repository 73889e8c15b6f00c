import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportRow } from '../../../shared/domain/report-row.ts';
import { rowDifference } from '../../../shared/domain/row-difference.ts';
import { rowKey } from '../../../shared/domain/row-key.ts';
import { noSums } from '../../../shared/domain/sums.ts';

const anyRow = fc
  .record({ agent: fc.constantFrom('a_1', 'a_2', null), calls: fc.integer({ min: 1, max: 3 }), status: fc.constantFrom('Busy', 'Called') })
  .map(({ agent, calls, status }): ReportRow => {
    return { family: 'agent', day: '2026-11-22', dimensions: { agent }, byStatus: { [status]: { ...noSums(), calls } } };
  });
const anyRows = fc.uniqueArray(anyRow, { selector: rowKey });

describe('rowDifference', () => {
  it('makes the stored rows the computed ones', () => {
    fc.assert(
      fc.property(anyRows, anyRows, (stored, computed) => {
        const { changed, gone } = rowDifference(stored, computed);
        const rows = new Map(stored.map((row) => [rowKey(row), row]));
        for (const row of gone) rows.delete(rowKey(row));
        for (const row of changed) rows.set(rowKey(row), row);
        expect(rows).toEqual(new Map(computed.map((row) => [rowKey(row), row])));
      }),
    );
  });

  it('writes nothing where nothing changed, in whatever order a store gives fields and rows', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const stored = rows.toReversed().map(({ byStatus, dimensions, day, family }) => ({ byStatus, dimensions, day, family }));
        expect(rowDifference(stored, rows)).toEqual({ changed: [], gone: [] });
      }),
    );
  });
});

import { withOffset, zoneOffsets } from '../../../shared/domain/zone-offset.ts';
import type { Cell, Cells, ColumnType } from './column.ts';
import { csvText } from './csv-text.ts';
import type { FileOptions, FileWriter } from './file-writer.ts';

/** CSV as RFC 4180 has it, in UTF-8: times with the zone's offset, and no cell that a spreadsheet would run. */
export function csvWriter({ columns, timezone, bom }: FileOptions, state?: string): FileWriter {
  const lineOf = line(
    columns.map(({ type }) => type),
    zoneOffsets(timezone),
  );
  const start = `${bom ? '\uFEFF' : ''}${columns.map(({ name }) => csvText(name)).join(',')}\r\n`;
  let begun = state !== undefined && state !== '';
  const text = (lines: string): Buffer => {
    const bytes = Buffer.from(begun ? lines : start + lines);
    begun = true;
    return bytes;
  };
  return {
    rows: (rows) => text(rows.map(lineOf).join('')),
    end: () => text(''),
    state: () => (begun ? 'begun' : ''),
  };
}

function line(types: readonly ColumnType[], offsetOf: (epochMs: number) => number): (cells: Cells) => string {
  const shown = (cell: Cell, index: number): string => {
    if (cell === null) return '';
    if (typeof cell !== 'string') return String(cell);
    return types[index] === 'instant' ? withOffset(cell, offsetOf) : csvText(cell);
  };
  return (cells) => `${cells.map(shown).join(',')}\r\n`;
}

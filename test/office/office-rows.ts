import { callColumns } from '../../functions/export/call-columns.ts';
import type { Cell, Cells, Column } from '../../functions/export/files/column.ts';
import { reportColumns } from '../../functions/export/report-columns.ts';

/** Texts that a spreadsheet likes to take for something else. */
const texts = [
  '=1+1',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '007',
  '12345678901234567890',
  '1e5',
  '2026-11-22',
  '10:53',
  'TRUE',
  '50%',
  '3/4',
  ' spaces around ',
  'comma, "quote" and \'apostrophe\'',
  'two\nlines',
  '<b>&amp;</b>',
  'अनुसूची',
  'नमस्ते 👋',
  'Ümlaut; “quoted”',
];

const start = Date.UTC(2026, 9, 24, 22);

/** Rows for these columns, each value of another kind than the one before it; moments pass over the end of summer time in Europe. */
export function officeRows(columns: readonly Column[], count: number): Cells[] {
  return Array.from({ length: count }, (_, row) => columns.map((column, index) => cellOf(column, row, index)));
}

export const officeColumns = { calls: callColumns, report: reportColumns };

function cellOf({ name, type }: Column, row: number, index: number): Cell {
  if (row > 0 && (row + index) % 7 === 0) return null;
  const moment = new Date(start + row * 61_000).toISOString();
  switch (type) {
    case 'decimal':
    case 'number':
      return row % 3 === 0 ? row * 37 + index : (row * 100 + index) / 3;
    case 'share':
      return (row % 101) / 100;
    case 'boolean':
      return row % 2 === 0;
    case 'instant':
      return moment;
    case 'day':
      return moment.slice(0, 10);
    case 'text':
      return name.endsWith('Phone') ? `+9198${String(10_000_000 + row)}` : (texts[(row + index) % texts.length] ?? null);
    default:
      return type satisfies never;
  }
}

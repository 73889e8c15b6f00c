import { parse } from 'csv-parse/sync';
import type { Column, ColumnType } from '../../functions/export/files/column.ts';

type SeenCell = { value: string; isText: boolean };

/** Cells of a CSV, and which of them stand in quotes: in what LibreOffice writes here, those are its texts. */
export function cellsOfCsv(csv: string): SeenCell[][] {
  const cast = (value: string, { quoting }: { quoting: boolean }): SeenCell => ({ value, isText: quoting });
  // The types of the library know no cells but texts.
  return parse(csv, { bom: true, relax_column_count: true, cast }) as unknown as SeenCell[][];
}

/**
 * Compares each cell of the export's own CSV with what LibreOffice shows in the workbook.
 * @returns the places where they differ, and how many cells were compared
 */
export function differences(own: SeenCell[][], seen: SeenCell[][], columns: readonly Column[]): { compared: number; different: string[] } {
  const different = own.length === seen.length ? [] : [`${own.length} rows in the CSV, ${seen.length} in the workbook`];
  let compared = 0;
  for (const [row, cells] of own.entries()) {
    for (const [index, { name, type }] of columns.entries()) {
      compared += 1;
      const [told, shown] = [cells[index]?.value ?? '', seen[row]?.[index] ?? { value: '', isText: false }];
      if (!isSame(told, shown, type))
        different.push(`row ${row + 2}, ${name}: ${JSON.stringify(told)} is shown as ${JSON.stringify(shown)}`);
    }
  }
  return { compared, different };
}

function isSame(told: string, { value, isText }: SeenCell, type: ColumnType): boolean {
  if (told === '') return value === '';
  return isText === (type === 'text') && shownAs[type](told, value);
}

/** Whether a cell shows what the CSV tells, for each type of column. */
const shownAs: Record<ColumnType, (told: string, shown: string) => boolean> = {
  decimal: isSameNumber,
  text: (told, shown) => shown === told.replace(/^'(?=[=+\-@\t\r\n＝＋－＠])/u, ''),
  number: isSameNumber,
  share: (told, shown) => shown.endsWith('%') && Math.abs(Number(shown.slice(0, -1)) - Number(told) * 100) <= 0.05 + 1e-9,
  boolean: (told, shown) => shown === told.toUpperCase(),
  instant: (told, shown) => shown === told.slice(0, 19).replace('T', ' '),
  day: (told, shown) => shown === told,
};

/** LibreOffice writes 15 digits of a number. */
function isSameNumber(told: string, shown: string): boolean {
  return Math.abs(Number(shown) - Number(told)) <= Math.abs(Number(told)) * 1e-14;
}

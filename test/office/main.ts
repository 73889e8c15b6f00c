import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Cells, Column } from '../../functions/export/files/column.ts';
import { csvWriter } from '../../functions/export/files/csv-writer.ts';
import type { FileWriter } from '../../functions/export/files/file-writer.ts';
import { xlsxWriter } from '../../functions/export/files/xlsx-writer.ts';
import { cellsOfCsv, differences } from './differences.ts';
import { libreOfficeVersion, sheetsSeenByOffice } from './libre-office.ts';
import { officeColumns, officeRows } from './office-rows.ts';

// `node test/office/main.ts`: opens workbooks in LibreOffice and compares every cell with the CSV of the same rows.
// `node test/office/main.ts calls.xlsx calls.csv`: two exports that somebody fetched. `--keep DIR` leaves the files there.

const timezone = 'Europe/Berlin';
const rowsOfFile = 2000;
// So that they go on in a second sheet and a third.
const rowsOfSheet = 900;

const { values, positionals } = parseArgs({ options: { keep: { type: 'string' } }, allowPositionals: true });
const folder = values.keep ?? mkdtempSync(join(tmpdir(), 'redial-office-'));

if (values.keep !== undefined) mkdirSync(values.keep, { recursive: true });

try {
  console.log(libreOfficeVersion());
  const [xlsx, csv] = positionals;
  const pairs = xlsx && csv ? [{ xlsx, csv }] : Object.entries(officeColumns).map(([name, columns]) => written(name, columns));
  for (const pair of pairs) await compare(pair);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
} finally {
  if (values.keep === undefined) rmSync(folder, { recursive: true });
}

/** Writes the same rows as a workbook and as CSV. */
function written(name: string, columns: readonly Column[]): { xlsx: string; csv: string } {
  const rows = officeRows(columns, rowsOfFile);
  const options = { columns, timezone, bom: false };
  const paths = { xlsx: join(folder, `${name}.xlsx`), csv: join(folder, `${name}.csv`) };
  writeFileSync(paths.xlsx, bytesOf(xlsxWriter(options, undefined, rowsOfSheet), rows));
  writeFileSync(paths.csv, bytesOf(csvWriter(options), rows));
  return paths;
}

function bytesOf(writer: FileWriter, rows: readonly Cells[]): Buffer {
  const pieces = [writer.rows(rows.slice(0, 1000)), writer.rows(rows.slice(1000))];
  return Buffer.concat([...pieces, writer.end({ title: 'Rows', facts: [['Rows', rows.length]] })]);
}

async function compare({ xlsx, csv }: { xlsx: string; csv: string }): Promise<void> {
  const [header = [], ...own] = cellsOfCsv(readFileSync(csv, 'utf8'));
  const columns = Object.values(officeColumns).find((some) => some.every(({ name }, index) => header[index]?.value === name));
  if (!columns) throw new Error(`Cannot compare ${csv}: it has the columns neither of calls nor of a report`);
  const sheets = [...(await sheetsSeenByOffice(xlsx, folder))].filter(([name]) => name !== 'About').toSorted(bySheetNumber);
  const seen = sheets.flatMap(([, text]) => cellsOfCsv(text).slice(1));
  const { compared, different } = differences(own, seen, columns);
  const what = `${basename(xlsx)}: ${own.length} rows on ${sheets.length} sheets, ${compared} cells compared with ${basename(csv)}`;
  console.log(`${what}, ${different.length} different`);
  for (const one of different.slice(0, 20)) console.log(`  ${one}`);
  if (different.length > 0) process.exitCode = 1;
}

/** `Calls` is before `Calls (2)`, and that before `Calls (10)`. */
function bySheetNumber([a]: [string, string], [b]: [string, string]): number {
  const numberOf = (name: string) => Number(/\((\d+)\)$/.exec(name)?.[1] ?? 1);
  return numberOf(a) - numberOf(b);
}

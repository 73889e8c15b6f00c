import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { Table } from './table.ts';

// As small as the runner gives it to functions: what Node takes beyond that says more of Node than of a writer.
const youngGeneration = '--max-semi-space-size=8';

const measured = z.object({ bytes: z.number(), seconds: z.number(), peakMegabytes: z.number() });

/** How many rows of calls (27 columns) a second are written into files, and in how much memory, against the libraries for the same. */
export function benchExport(rows = 100_000): Table {
  const csv = measure('csv', rows);
  const csvLibrary = measure('csv-stringify', rows);
  const xlsx = measure('xlsx', rows);
  const xlsxLibrary = measure('hucre', rows);
  return {
    name: `Writing ${rows.toLocaleString('en')} calls of an export`,
    rows: [
      ['CSV', rate(csv, rows)],
      ['csv-stringify alone: no safe cells, times as they are', rate(csvLibrary, rows)],
      ['time of CSV to csv-stringify alone', (csv.seconds / csvLibrary.seconds).toFixed(2)],
      ['XLSX', rate(xlsx, rows)],
      ['hucre: no filter, no first sheet, not to be gone on with', rate(xlsxLibrary, rows)],
      ['time of XLSX to hucre', (xlsx.seconds / xlsxLibrary.seconds).toFixed(2)],
    ],
  };
}

type Measured = z.infer<typeof measured>;

function measure(writer: string, rows: number): Measured {
  const script = resolve(import.meta.dirname, 'export-rows.ts');
  const said = execFileSync(process.execPath, [youngGeneration, script, writer, String(rows)], { encoding: 'utf8' });
  return measured.parse(JSON.parse(said));
}

function rate({ bytes, seconds, peakMegabytes }: Measured, rows: number): string {
  const perSecond = Math.round(rows / seconds).toLocaleString('en');
  return `${perSecond} rows/s, ${(bytes / 1e6).toFixed(1)} MB, at most ${peakMegabytes.toFixed(0)} MB of memory`;
}

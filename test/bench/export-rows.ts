import { stringify } from 'csv-stringify/sync';
import { writeXlsxStream } from 'hucre';
import { callColumns } from '../../functions/export/call-columns.ts';
import type { Cell, Cells } from '../../functions/export/files/column.ts';
import { csvWriter } from '../../functions/export/files/csv-writer.ts';
import type { FileWriter } from '../../functions/export/files/file-writer.ts';
import { xlsxWriter } from '../../functions/export/files/xlsx-writer.ts';

// One writer, so many rows, and what it took: a process of its own for each, as memory is the process's.

const pageSize = 500;
const options = { columns: callColumns, timezone: 'Asia/Kolkata', bom: false };
const start = Date.UTC(2026, 10, 1);

/** A call's cells as `callCells` gives them: 27 columns, most of them filled. */
function cellsOf(index: number): Cells {
  const at = new Date(start + index * 1000).toISOString();
  const talks = index % 3 === 0;
  return [
    ...[`c_${index.toString(36).padStart(20, '0')}`, at.slice(0, 10), at, talks ? at : null, at, 'outbound'],
    ...[talks ? 'Called' : 'No Answer', talks ? 'Called' : 'No Answer', null, null, talks, talks ? 20 + (index % 300) : 0, index % 40],
    ...[`l_${(index % 20_000).toString(36).padStart(20, '0')}`, `Lead ${index % 20_000}`, `+9198${String(index % 1e8).padStart(8, '0')}`],
    ...[
      `a_${index % 200}`,
      `Agent ${index % 200}`,
      'North',
      'Sales',
      'Diwali',
      'hot; vip',
      index % 5 === 0 ? 'Call again, after "lunch"' : null,
    ],
    ...['twilio', `CA${index.toString(16).padStart(32, '0')}`, null, null],
  ];
}

function* pagesOf(count: number): Generator<Cells[]> {
  for (let from = 0; from < count; from += pageSize) {
    yield Array.from({ length: Math.min(pageSize, count - from) }, (_, index) => cellsOf(from + index));
  }
}

function bytesOf(writer: FileWriter, count: number): number {
  let bytes = 0;
  for (const page of pagesOf(count)) bytes += writer.rows(page).length;
  return bytes + writer.end({ title: 'Calls', facts: [] }).length;
}

const writers: Record<string, (count: number) => number | Promise<number>> = {
  csv: (count) => bytesOf(csvWriter(options), count),
  xlsx: (count) => bytesOf(xlsxWriter(options), count),
  'csv-stringify': (count) => {
    let bytes = 0;
    for (const page of pagesOf(count)) bytes += Buffer.byteLength(stringify(page as Cell[][], { record_delimiter: 'windows' }));
    return bytes;
  },
  hucre: async (count) => {
    const types = callColumns.map(({ type }) => type);
    const typed = (cell: Cell, index: number) => (types[index] === 'instant' && cell !== null ? new Date(String(cell)) : cell);
    const rows = function* () {
      for (const page of pagesOf(count)) for (const cells of page) yield cells.map(typed);
    };
    let bytes = 0;
    for await (const piece of writeXlsxStream(rows(), { name: 'Calls' })) bytes += piece.length;
    return bytes;
  },
};

const [name = '', count = '0'] = process.argv.slice(2);
const begun = performance.now();
const bytes = await writers[name]?.(Number(count));
const seconds = (performance.now() - begun) / 1000;
console.log(JSON.stringify({ bytes, seconds, peakMegabytes: process.resourceUsage().maxRSS / 1024 }));

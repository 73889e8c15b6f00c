/** A record of a CSV file with the line that it begins on, the first being 1; or why that line is none. */
export type CsvRecord = { line: number; cells: string[] } | { line: number; fault: string };

// A quote that nobody closes takes in all that follows: far above any cell that is meant.
const longestCell = 20_000;

/**
 * The records of a CSV text (RFC 4180; also with `;` or tabs between cells), blank ones left out. Where a quote is not closed, or a record
 * runs over lines that it should not, that line alone is lost, and reading goes on with the next.
 * Ours, because the readers that there are lose the rest of a file with one such quote.
 * @param mayRunOver whether a record's cells may hold line breaks, under this header; asked of records that do
 */
export function csvRecords(text: string, mayRunOver: (cells: readonly string[], header: readonly string[]) => boolean): CsvRecord[] {
  const plain = text.replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(plain.slice(0, endOfLine(plain, 0)));
  const records: CsvRecord[] = [];
  let header: readonly string[] | undefined;
  let line = 1;
  for (let start = 0; start < plain.length; ) {
    const record = recordAt(plain, start, delimiter);
    const isWhole = record && (record.lines === 1 || mayRunOver(record.cells, header ?? record.cells));
    if (isWhole && record.cells.some((cell) => cell.trim() !== '')) {
      header ??= record.cells;
      records.push({ line, cells: record.cells });
    }
    if (!isWhole) records.push({ line, fault: 'a quote is opened and not closed on the line' });
    start = (isWhole ? record.end : endOfLine(plain, start)) + 1;
    line += isWhole ? record.lines : 1;
  }
  return records;
}

type Found = { cells: string[]; end: number; lines: number };

/** The record that begins there, where it ends, and over how many lines it runs; undefined where a quote is not closed. */
function recordAt(text: string, start: number, delimiter: string): Found | undefined {
  const cells: string[] = [];
  let lines = 1;
  for (let at = start; ; ) {
    const cell = text[at] === '"' ? quotedCell(text, at, delimiter) : bareCell(text, at, delimiter);
    if (!cell) return undefined;
    cells.push(cell.value);
    lines += cell.value.split('\n').length - 1;
    if (text[cell.end] !== delimiter) return { cells, end: cell.end, lines };
    at = cell.end + 1;
  }
}

type Cell = { value: string; end: number };

function bareCell(text: string, start: number, delimiter: string): Cell {
  const newline = endOfLine(text, start);
  const next = text.indexOf(delimiter, start);
  const end = next === -1 || next > newline ? newline : next;
  return { value: text.slice(start, end), end };
}

/** A cell in quotes; with more behind the closing one it is taken as it is written. */
function quotedCell(text: string, start: number, delimiter: string): Cell | undefined {
  let close = text.indexOf('"', start + 1);
  while (close !== -1 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close === -1 || close - start > longestCell) return undefined;
  const { value: behind, end } = bareCell(text, close + 1, delimiter);
  if (behind.trim() !== '') return { value: text.slice(start, end), end };
  return { value: text.slice(start + 1, close).replaceAll('""', '"'), end };
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end === -1 ? text.length : end;
}

function delimiterOf(header: string): string {
  const count = (sign: string) => header.split(sign).length;
  return [';', '\t'].reduce((most, sign) => (count(sign) > count(most) ? sign : most), ',');
}

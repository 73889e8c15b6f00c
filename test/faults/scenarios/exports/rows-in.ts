import Papa from 'papaparse';
import readExcelFile from 'read-excel-file/node';

/** The rows of a file under the names of its header, each cell as text, read by readers that are not ours. */
export async function rowsIn(file: Buffer, format: 'csv' | 'xlsx'): Promise<Record<string, string>[]> {
  const [header = [], ...rows] = format === 'csv' ? csvCells(file) : await sheetCells(file);
  return rows.map((row) => Object.fromEntries(header.map((name, index) => [name, row[index] ?? ''])));
}

function csvCells(file: Buffer): string[][] {
  const { data, errors } = Papa.parse(file.toString(), { header: false });
  if (errors[0]) throw new Error(`Cannot read the CSV: ${errors[0].message}`);
  // After the last line there is none.
  return data.filter((row) => row.length > 1);
}

/** Of the second sheet: the first says what was asked. */
async function sheetCells(file: Buffer): Promise<string[][]> {
  const sheets = await readExcelFile(file);
  return (sheets[1]?.data ?? []).map((row) => row.map((cell) => (cell === null ? '' : String(cell))));
}

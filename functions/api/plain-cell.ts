import { invalid } from '../../shared/lambda/http/problem.ts';

/**
 * What a cell of a file means: without the wrapping by which spreadsheets and exporters keep numbers as text, `="…"` and a leading apostrophe.
 * @throws Problem 400 for a formula, for what is not UTF-8, and for a number that a spreadsheet has rounded.
 */
export function plainCell(column: string, cell: string): string {
  const wrapped = /^=\s*(["'])([^"']*)\1$/.exec(cell.trim());
  const text = (wrapped?.[2] ?? cell).trim().replace(/^'(?=[+=\-@\d])/, '');
  if (text.startsWith('=')) throw refused(column, 'it is a formula: write what it comes to');
  if (text.includes('\uFFFD')) throw refused(column, 'it has signs that are not UTF-8: save the file as "CSV UTF-8"');
  if (column === 'phone' && /^\d[\d.,]*e\+?\d+$/i.test(text)) {
    throw refused(column, 'a spreadsheet has rounded it: give the column the format Text, and export it again');
  }
  return text;
}

function refused(path: string, message: string) {
  return invalid([{ path, message }]);
}

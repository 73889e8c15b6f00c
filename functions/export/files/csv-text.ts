// Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection); the last four are full-width forms.
const formula = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;
const phone = /^\+[1-9]\d{1,14}$/u;
const parting = /[",\r\n]/;

/**
 * Text as a cell of CSV (RFC 4180) that no spreadsheet runs: a quote in front where it would. E.164 phones stay as they are, in quotes.
 */
export function csvText(text: string): string {
  if (phone.test(text)) return `"${text}"`;
  // Many readers take the sign of number 0 for the end of the line, or refuse the file.
  const readable = text.replaceAll('\0', '\uFFFD');
  const safe = formula.test(readable) ? `'${readable}` : readable;
  return parting.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

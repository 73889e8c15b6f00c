// Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection); the last four are full-width forms.
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;
const phone = /^\+[1-9]\d{1,14}$/u;
const parting = /[",\r\n]/;

/**
 * Text as a cell of CSV (RFC 4180) that no spreadsheet runs: a quote in front where it would. E.164 phones stay as they are, in quotes.
 */
export function csvText(text: string): string {
  if (phone.test(text)) return `"${text}"`;
  const safe = formula.test(text) ? `'${text}` : text;
  return parting.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

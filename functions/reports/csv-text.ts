// Spreadsheets take a cell that begins so for a formula (OWASP, CSV injection); the last four are full-width forms.
const formula = /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/u;
const phone = /^\+[1-9]\d{1,14}$/u;

/** Text as a cell that no spreadsheet runs: a quote in front where it would. E.164 phones stay as they are, in quotes. */
export function csvText(text: string): { value: string; quoted: boolean } {
  if (phone.test(text)) return { value: text, quoted: true };
  return { value: formula.test(text) ? `'${text}` : text, quoted: false };
}

import type { Cell, Cells, Column, ColumnType } from './column.ts';

/** Places of the styles in `styles.xml`. */
const styles = { header: 1, instant: 2, day: 3, share: 4, decimal: 5 } as const;

const styleOf: Partial<Record<ColumnType, number>> = styles;

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

export const stylesXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<styleSheet xmlns="${main}"><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="0.0%"/><numFmt numFmtId="167" formatCode="0.0"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf numFmtId="166" applyNumberFormat="1"/><xf numFmtId="167" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** Characters that the button of the filter, and bold letters, take of a header's cell. */
const besideHeader = 4;

/** The beginning of a sheet with a frozen header row. */
export function sheetStart(columns: readonly Column[], header: Cells): string {
  const widths = columns.map(({ width }, index) => {
    const wide = Math.max(width, String(header[index]).length + besideHeader);
    return `<col min="${index + 1}" max="${index + 1}" width="${wide}" customWidth="1"/>`;
  });
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  const cells = header.map((text, index) => textCell(`${letters(index)}1`, String(text), styles.header));
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}">` +
    `<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><cols>${widths.join('')}</cols>` +
    `<sheetData><row r="1">${cells.join('')}</row>`
  );
}

/** The end of a sheet, with a filter over its header and all its rows. */
export function sheetEnd(columns: number, rows: number): string {
  return `</sheetData><autoFilter ref="A1:${letters(columns - 1)}${rows}"/>${pageSetup}</worksheet>`;
}

/** Printed, all columns are beside one another on a page. */
export const pageSetup = '<pageSetup orientation="landscape" fitToHeight="0"/>';

/** Says where a row's cells go. */
type RowXml = (row: number, cells: Cells) => string;

/** @param offsetOf minutes that clocks are ahead of UTC at a moment: cells know no zone, and show the wall's time */
export function rowXml(columns: readonly Column[], offsetOf: (epochMs: number) => number): RowXml {
  const places = columns.map((_, index) => letters(index));
  const types = columns.map(({ type }) => type);
  return (row, cells) => {
    let xml = `<row r="${row}">`;
    for (let index = 0; index < cells.length; index++) {
      xml += cellXml(`${places[index]}${row}`, cells[index] ?? null, types[index] ?? 'text', offsetOf);
    }
    return `${xml}</row>`;
  };
}

const daysToEpoch = 25_569;
const dayMs = 86_400_000;

/** Between two serials of the years 1989 to 2079: less than a microsecond. */
const nextSerial = 2 ** -37;

/** Days since 1900, never the number below the moment: who cuts off instead of rounding would read the second before. */
function serialOf(wallMs: number): number {
  const nearest = wallMs / dayMs + daysToEpoch;
  return (nearest - daysToEpoch) * dayMs < wallMs ? nearest + nextSerial : nearest;
}

function cellXml(place: string, cell: Cell, type: ColumnType, offsetOf: (epochMs: number) => number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'boolean') return `<c r="${place}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell === 'number') return numberCell(place, cell, type);
  if (type === 'instant') {
    const epochMs = Date.parse(cell);
    return numberCell(place, serialOf(epochMs + offsetOf(epochMs) * 60_000), type);
  }
  if (type === 'day') return numberCell(place, Date.parse(cell) / dayMs + daysToEpoch, type);
  return textCell(place, cell);
}

function numberCell(place: string, value: number, type: ColumnType): string {
  const style = styleOf[type];
  return style === undefined ? `<c r="${place}"><v>${value}</v></c>` : `<c r="${place}" s="${style}"><v>${value}</v></c>`;
}

// Text stands in its cell: a list of shared texts would have to be held until the end.
function textCell(place: string, text: string, style = 0): string {
  const styled = style === 0 ? '' : ` s="${style}"`;
  return `<c r="${place}"${styled} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** The most that a cell holds (Excel specifications and limits). */
const longestText = 32_767;

// Signs of XML, and what XML 1.0 has no place for.
const special = /[&<>\p{Cc}\uFFFE\uFFFF]/gu;
const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;', '\t': '\t', '\n': '\n' };

// Spreadsheets read `_x0041_` as the sign with that number (ECMA-376, ST_Xstring), so its first underscore is written as one.
const escaped = /_(?=x[0-9A-Fa-f]{4}_)/g;

export function xmlText(text: string): string {
  const fitting = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return fitting
    .toWellFormed()
    .replace(special, (sign) => escapes[sign] ?? '\uFFFD')
    .replace(escaped, '_x005F_');
}

/** `A` … `Z`, `AA` … */
export function letters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letters(Math.floor(index / 26) - 1) + last;
}

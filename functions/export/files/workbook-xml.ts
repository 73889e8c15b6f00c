import { xmlText } from './sheet-xml.ts';

const start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const documents = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

export const rootRelations = `${start}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${documents}/officeDocument" Target="xl/workbook.xml"/></Relationships>`;

/** The sheets by their tabs' names; the file of each is `sheet1.xml` and so on. */
export function workbookXml(sheets: readonly string[]): string {
  const listed = sheets.map((name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`);
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  return `${start}<workbook xmlns="${main}" xmlns:r="${documents}"><sheets>${listed.join('')}</sheets></workbook>`;
}

export function workbookRelations(sheets: readonly string[]): string {
  const ofSheets = sheets.map(
    (_, index) => `<Relationship Id="rId${index + 1}" Type="${documents}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const ofStyles = `<Relationship Id="rId${sheets.length + 1}" Type="${documents}/styles" Target="styles.xml"/>`;
  return `${start}<Relationships xmlns="${packages}/relationships">${ofSheets.join('')}${ofStyles}</Relationships>`;
}

export function contentTypes(sheets: readonly string[]): string {
  const override = (part: string, type: string) => `<Override PartName="/xl/${part}.xml" ContentType="${types}.${type}+xml"/>`;
  const defaults =
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>';
  const parts = [
    override('workbook', 'sheet.main'),
    override('styles', 'styles'),
    ...sheets.map((_, index) => override(`worksheets/sheet${index + 1}`, 'worksheet')),
  ];
  return `${start}<Types xmlns="${packages}/content-types">${defaults}${parts.join('')}</Types>`;
}

import * as z from 'zod';
import { zoneOffsets } from '../../../shared/domain/zone-offset.ts';
import { type Cells, type Column, column } from './column.ts';
import { type AboutFile, type FileOptions, FileTooLarge, type FileWriter } from './file-writer.ts';
import { pageSetup, rowXml, sheetEnd, sheetStart, stylesXml } from './sheet-xml.ts';
import { contentTypes, rootRelations, workbookRelations, workbookXml } from './workbook-xml.ts';
import { begunEntry, endedEntry, grownEntry, largestArchive, type ZipEntry, zipDirectory } from './zip-entries.ts';

/** The most rows that a sheet has, its header among them (Excel specifications and limits). */
const mostRowsOfSheet = 1_048_576;

/** Of a sheet, unpacked; it goes on in the next one before its size takes more than 32 bits. */
const largestSheet = 3_500_000_000;

const zipEntry = z.object({ name: z.string(), start: z.number(), crc: z.number(), packed: z.number(), size: z.number() });

/** Bytes so far, the sheets that are whole, and the one that is written, with its rows. */
const stateSchema = z.object({ offset: z.number(), sheets: z.array(zipEntry), open: zipEntry.nullable(), openRows: z.number() });

type State = z.infer<typeof stateSchema>;

/**
 * A workbook: a first sheet that says what it is, and sheets with the rows. Memory does not grow with the rows, and any piece may be the
 * last that a crash left: the archive is written in pieces that stand by themselves.
 */
export function xlsxWriter(options: FileOptions, state?: string, rowsOfSheet = mostRowsOfSheet): FileWriter {
  const { columns, timezone } = options;
  let now: State = state === undefined ? { offset: 0, sheets: [], open: null, openRows: 0 } : stateSchema.parse(JSON.parse(state));
  const xmlOf = rowXml(columns, zoneOffsets(timezone));
  const header = columns.map(({ name, type }) => (type === 'instant' ? `${name} (${timezone})` : name));
  const encoded = encoder();
  let pieces: Uint8Array[] = [];

  function write({ bytes, entry }: { bytes: Uint8Array; entry: ZipEntry }): ZipEntry {
    if (now.offset + bytes.length > largestArchive - 1_000_000) throw tooLarge(now.sheets.length + 1);
    pieces.push(bytes);
    now = { ...now, offset: now.offset + bytes.length };
    return entry;
  }
  function begun(name: string, xml: string): ZipEntry {
    return write(grownEntry(write(begunEntry(name, now.offset)), Buffer.from(xml)));
  }
  function openSheet(): ZipEntry {
    if (now.open !== null && now.openRows < rowsOfSheet && now.open.size < largestSheet) return now.open;
    closeSheet();
    // The first is about the file.
    const open = begun(`xl/worksheets/sheet${now.sheets.length + 2}.xml`, sheetStart(columns, header));
    now = { ...now, open, openRows: 1 };
    return open;
  }
  function closeSheet(): void {
    const { open, openRows } = now;
    if (open === null) return;
    const whole = write(endedEntry(write(grownEntry(open, Buffer.from(sheetEnd(columns.length, openRows))))));
    now = { ...now, sheets: [...now.sheets, whole], open: null };
  }
  function written(): Uint8Array {
    const bytes = Buffer.concat(pieces);
    pieces = [];
    return bytes;
  }

  return {
    rows: (rows) => {
      for (let start = 0; start < rows.length; ) {
        const open = openSheet();
        const some = rows.slice(start, start + rowsOfSheet - now.openRows);
        let xml = '';
        for (const cells of some) xml += xmlOf(++now.openRows, cells);
        const grown = write(grownEntry(open, encoded(xml)));
        now = { ...now, open: grown };
        start += some.length;
      }
      return written();
    },
    end: (about) => {
      openSheet();
      closeSheet();
      const sheets = ['About', ...now.sheets.map((_, index) => (index === 0 ? about.title : `${about.title} (${index + 1})`))];
      const others = Object.entries({
        'xl/worksheets/sheet1.xml': aboutSheet(about),
        'xl/styles.xml': stylesXml,
        'xl/workbook.xml': workbookXml(sheets),
        'xl/_rels/workbook.xml.rels': workbookRelations(sheets),
        '_rels/.rels': rootRelations,
        '[Content_Types].xml': contentTypes(sheets),
      }).map(([name, xml]) => write(endedEntry(begun(name, xml))));
      const start = now.offset;
      pieces.push(zipDirectory([...others.toReversed(), ...now.sheets], start));
      return written();
    },
    state: () => JSON.stringify(now),
  };
}

/** Bytes of a text in one place for all of them: pieces are large, and what is left of them is collected late. */
function encoder(): (text: string) => Uint8Array {
  let place = Buffer.alloc(0);
  return (text) => {
    if (place.length < text.length * 3) place = Buffer.allocUnsafeSlow(text.length * 4);
    return place.subarray(0, place.write(text));
  };
}

function aboutSheet({ facts }: AboutFile): string {
  const columns: Column[] = [column('About this file', 'text', 24), column('', 'text', 60)];
  const xmlOf = rowXml(columns, () => 0);
  const rows = facts.map((fact: Cells, index) => xmlOf(index + 2, fact));
  return `${sheetStart(columns, ['About this file', ''])}${rows.join('')}</sheetData>${pageSetup}</worksheet>`;
}

function tooLarge(sheets: number): FileTooLarge {
  return new FileTooLarge(`a workbook holds 4 GB, and this one has more on its ${sheets} sheets: ask for CSV, or for fewer days at a time`);
}

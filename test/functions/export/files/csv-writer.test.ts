import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { column } from '../../../../functions/export/files/column.ts';
import { csvWriter } from '../../../../functions/export/files/csv-writer.ts';
import { columns, rows, wholeFile } from './a-file.ts';

const options = { columns, timezone: 'Asia/Kolkata', bom: false };
const parsed = (csv: Buffer) => Papa.parse(csv.toString(), { header: false }).data;

const isPhone = (text: string) => /^\+[1-9]\d{1,14}$/.test(text);

describe('csvWriter', () => {
  it('is read back by another reader: times with their offset, phones as text, empty cells empty', () => {
    expect(parsed(wholeFile(csvWriter(options), rows))).toEqual([
      ['name', 'phone', 'startedAt', 'day', 'talkSeconds', 'pickUpRate', 'connected'],
      ['Asha', '+919812345678', '2026-11-22T16:23:00+05:30', '2026-11-22', '65', '0.25', 'true'],
      ["'=1+1", '', '2026-11-23T01:30:00.250+05:30', '2026-11-23', '0', '', 'false'],
      ['Rao, "Ravi"\nJr <&>', "'+1", '', '2026-11-22', '3600', '1', 'true'],
      [''],
    ]);
  });

  it.each([
    ['2026-03-08T06:59:59.000Z', '2026-03-08T01:59:59-05:00'],
    ['2026-03-08T07:00:00.000Z', '2026-03-08T03:00:00-04:00'],
  ])('follows the clocks of the zone: %s is %s in New York', (at, shown) => {
    const writer = csvWriter({ columns: [column('at', 'instant')], timezone: 'America/New_York', bom: false });
    expect(wholeFile(writer, [[at]]).toString()).toBe(`at\r\n${shown}\r\n`);
  });

  it('is a header alone where there are no rows, behind a byte order mark where one is asked for', () => {
    const header = 'name,phone,startedAt,day,talkSeconds,pickUpRate,connected\r\n';
    expect(wholeFile(csvWriter(options), []).toString()).toBe(header);
    expect(wholeFile(csvWriter({ ...options, bom: true }), [])).toEqual(Buffer.from(`\uFEFF${header}`));
  });

  it('is the same file, whoever writes on from any of its pieces', () => {
    const first = csvWriter(options);
    const start = first.rows(rows.slice(0, 1));
    const rest = wholeFile(csvWriter(options, first.state()), rows.slice(1));
    expect(Buffer.concat([start, rest])).toEqual(wholeFile(csvWriter(options), rows));
  });

  it('holds no sign of number 0', () => {
    const writer = csvWriter({ columns: [column('note')], timezone: 'UTC', bom: false });
    expect(wholeFile(writer, [['a\0b'], ['\n=1+1']]).toString()).toBe('note\r\na\uFFFDb\r\n"\'\n=1+1"\r\n');
  });

  it('gives every text back, but for the quote before what a spreadsheet would run', () => {
    const writer = () => csvWriter({ columns: [column('text'), column('end')], timezone: 'UTC', bom: false });
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (texts) => {
        const well = texts.map((text) => text.toWellFormed().replaceAll('\0', '\uFFFD'));
        const written = texts.map((text) => text.toWellFormed());
        const read = parsed(
          wholeFile(
            writer(),
            written.map((text) => [text, 'x']),
          ),
        ).slice(1, -1);
        expect(read.map(([text = '']) => text)).toEqual(
          well.map((text) => (/^[=+\-@\t\r\n＝＋－＠]/u.test(text) && !isPhone(text) ? `'${text}` : text)),
        );
        expect(read.filter(([text = '']) => /^[=+\-@\t\r\n＝＋－＠]/u.test(text) && !isPhone(text))).toEqual([]);
      }),
    );
  });
});

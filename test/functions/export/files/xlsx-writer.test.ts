import { readXlsx } from 'hucre';
import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { column } from '../../../../functions/export/files/column.ts';
import { letters } from '../../../../functions/export/files/sheet-xml.ts';
import { xlsxWriter } from '../../../../functions/export/files/xlsx-writer.ts';
import { columns, rows, wholeFile } from './a-file.ts';

const options = { columns, timezone: 'Asia/Kolkata', bom: false };
const header = ['name', 'phone', 'startedAt (Asia/Kolkata)', 'day', 'talkSeconds', 'pickUpRate', 'connected'];

async function sheetsOf(xlsx: Buffer): Promise<Record<string, unknown[][]>> {
  return Object.fromEntries((await readExcelFile(xlsx)).map(({ sheet, data }) => [sheet, data]));
}

describe('xlsxWriter', () => {
  it('is read back by another reader: cells in their types, times as the clocks on the wall show them', async () => {
    expect(await sheetsOf(wholeFile(xlsxWriter(options), rows))).toEqual({
      About: [
        ['About this file', null],
        ['Calls of', '2026-11-22 to 2026-11-22'],
        ['Rows', 3],
      ],
      Calls: [
        header,
        ['Asha', '+919812345678', new Date('2026-11-22T16:23:00.000Z'), new Date('2026-11-22'), 65, 0.25, true],
        ['=1+1', null, new Date('2026-11-23T01:30:00.250Z'), new Date('2026-11-23'), 0, null, false],
        ['Rao, "Ravi"\nJr <&>', '+1', null, new Date('2026-11-22'), 3600, 1, true],
      ],
    });
  });

  it('shows text that looks like an escaped sign as it is', async () => {
    const writer = xlsxWriter({ ...options, columns: [column('note')] });
    expect((await sheetsOf(wholeFile(writer, [['_x0041_ _x000d_'], ['_x_ a_b']]))).Calls?.slice(1)).toEqual([
      ['_x0041_ _x000d_'],
      ['_x_ a_b'],
    ]);
  });

  it('reads as the very second also for who cuts off what is behind it', async () => {
    const seconds = Array.from({ length: 1000 }, (_, index) => new Date(Date.parse('2026-03-08T06:59:00.000Z') + index * 977_000));
    const writer = xlsxWriter({ ...options, timezone: 'UTC', columns: [column('startedAt', 'instant')] });
    const { Calls } = await sheetsOf(
      wholeFile(
        writer,
        seconds.map((second) => [second.toISOString()]),
      ),
    );
    expect(Calls?.slice(1)).toEqual(seconds.map((second) => [second]));
  });

  it('has a frozen header with a filter over all rows, and columns wide enough', async () => {
    const { sheets } = await readXlsx(wholeFile(xlsxWriter(options), rows));
    expect(sheets[1]).toMatchObject({ name: 'Calls', freezePane: { rows: 1 }, autoFilter: { range: 'A1:G4' } });
    expect(sheets[1]?.columns?.map(({ width }) => width)).toEqual([16, 16, 28, 12, 15, 14, 13]);
  });

  it('goes on on further sheets where one is full, each with the header', async () => {
    const numbers = Array.from({ length: 7 }, (_, index) => [index]);
    const writer = xlsxWriter({ ...options, columns: [column('n', 'number')] }, undefined, 4);
    const { About: _, ...sheets } = await sheetsOf(wholeFile(writer, numbers, 5));
    expect(sheets).toEqual({
      Calls: [['n'], [0], [1], [2]],
      'Calls (2)': [['n'], [3], [4], [5]],
      'Calls (3)': [['n'], [6]],
    });
  });

  it('is a header alone where there are no rows', async () => {
    expect((await sheetsOf(wholeFile(xlsxWriter(options), []))).Calls).toEqual([header]);
  });

  it.each([0, 1, 2, 3])('is the same file, whoever writes on after %i pieces', (pieces) => {
    const many = Array.from({ length: 40 }, (_, index) => rows[index % rows.length] ?? []);
    const first = xlsxWriter(options, undefined, 25);
    const starts = Array.from({ length: pieces }, (_, index) => first.rows(many.slice(index * 10, index * 10 + 10)));
    const second = xlsxWriter(options, first.state(), 25);
    const whole = Buffer.concat([...starts, wholeFile(second, many.slice(pieces * 10), 10)]);
    expect(whole.equals(wholeFile(xlsxWriter(options, undefined, 25), many, 10))).toBe(true);
  });

  it.each([
    ['control signs', 'a\u0000b\u001Fc', 'a\uFFFDb\uFFFDc'],
    ['half a character', 'a\uD83D', 'a\uFFFD'],
    ['line ends', 'a\r\nb\tc', 'a\r\nb\tc'],
    ['spaces around', '  a  ', '  a  '],
    ['more than a cell holds', 'x'.repeat(40_000), `${'x'.repeat(32_766)}…`],
  ])('writes %s so that programs can read it', async (_, text, read) => {
    const { sheets } = await readXlsx(wholeFile(xlsxWriter({ ...options, columns: [column('text')] }), [[text]]));
    expect(sheets[1]?.rows[1]).toEqual([read]);
  });
});

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => {
  expect(letters(index)).toBe(name);
});

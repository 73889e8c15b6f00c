import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvRecords } from '../../../functions/api/csv-records.ts';

const fault = 'a quote is opened and not closed on the line';
const never = () => false;

describe('csvRecords', () => {
  it.each([
    [
      'lines of Unix',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'lines of Windows',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'lines of an old Mac',
      'a,b\r1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'semicolons',
      'a;b\n"1,5";2',
      [
        ['a', 'b'],
        ['1,5', '2'],
      ],
    ],
    [
      'tabs',
      'a\tb\n1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quotes in quotes', 'a\n"say ""hi"""', [['a'], ['say "hi"']]],
    ['quotes that are no wrapping', 'a\n="+91"\n"Asha" R', [['a'], ['="+91"'], ['"Asha" R']]],
    [
      'blanks behind a closing quote',
      'a,b\n"1" ,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['blank lines', '\na\n\n ,\n1\n', [['a'], ['1']]],
    ['nothing', '', []],
  ])('reads %s', (_what, text, cells) => {
    expect(csvRecords(text, never).map((record) => ('cells' in record ? record.cells : record.fault))).toEqual(cells);
  });

  it('says on which line each record begins, blank ones and broken cells counted', () => {
    expect(csvRecords('a,b\n\n1,"x\ny"\n2,z', () => true).map(({ line }) => line)).toEqual([1, 3, 5]);
  });

  it('loses the line with an open quote, and none after it', () => {
    expect(csvRecords('a,b\n1,"x\n2,"y"\n3,"z\n4,w', never)).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, fault },
      { line: 3, cells: ['2', 'y'] },
      { line: 4, fault },
      { line: 5, cells: ['4', 'w'] },
    ]);
  });

  it('takes a cell over several lines where it may be one', () => {
    const mayRunOver = ([phone]: readonly string[]) => !phone?.includes('\n');
    expect(csvRecords('1,"x\ny"\n"2\n3",z', mayRunOver)).toEqual([
      { line: 1, cells: ['1', 'x\ny'] },
      { line: 3, fault },
      { line: 4, cells: ['3"', 'z'] },
    ]);
  });

  it('reads whatever is written by the rules as csv-parse reads it', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'ü', '"', ',', '\n', ' ', '='), maxLength: 5 });
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 3 }), { minLength: 1, maxLength: 5 });
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(table, (rows) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join('\n');
        const read = csvRecords(text, () => true).map((record) => ('cells' in record ? record.cells : record.fault));
        const expected = parse(text, { relax_column_count: true, delimiter: ',' }).filter((row) => row.some((one) => one.trim() !== ''));
        expect(read).toEqual(expected);
      }),
    );
  });

  it('gives each line one record or one fault at most, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r'), maxLength: 60 }), (text) => {
        const lines = csvRecords(text, never).map(({ line }) => line);
        expect(lines).toEqual([...new Set(lines)].toSorted((a, b) => a - b));
        expect(lines.at(-1) ?? 0).toBeLessThanOrEqual(text.split(/\r\n?|\n/).length);
      }),
    );
  });
});

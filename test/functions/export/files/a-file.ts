import { type Cells, type Column, column } from '../../../../functions/export/files/column.ts';
import type { FileWriter } from '../../../../functions/export/files/file-writer.ts';

/** A column of every type. */
export const columns: readonly Column[] = [
  column('name'),
  column('phone'),
  column('startedAt', 'instant'),
  column('day', 'day'),
  column('talkSeconds', 'number'),
  column('pickUpRate', 'share'),
  column('connected', 'boolean'),
];

export const about = { title: 'Calls', facts: [['Calls of', '2026-11-22 to 2026-11-22'] as const, ['Rows', 3] as const] };

export const rows: readonly Cells[] = [
  ['Asha', '+919812345678', '2026-11-22T10:53:00.000Z', '2026-11-22', 65, 0.25, true],
  ['=1+1', null, '2026-11-22T20:00:00.250Z', '2026-11-23', 0, null, false],
  ['Rao, "Ravi"\nJr <&>', '+1', null, '2026-11-22', 3600, 1, true],
];

/** The whole file, its rows given in pieces of a size. */
export function wholeFile(writer: FileWriter, all: readonly Cells[], pieceSize = all.length): Buffer {
  const pieces: Uint8Array[] = [];
  for (let start = 0; start < all.length; start += pieceSize) pieces.push(writer.rows(all.slice(start, start + pieceSize)));
  return Buffer.concat([...pieces, writer.end(about)]);
}

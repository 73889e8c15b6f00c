import { constants, crc32, deflateRawSync } from 'node:zlib';

// A ZIP archive whose entries are written piece by piece and whose sizes follow them (APPNOTE.TXT, sections 4.3.7 to 4.3.16).

/** One entry, as far as it is written: all that the archive's directory says of it. */
export type ZipEntry = { name: string; start: number; crc: number; packed: number; size: number };

/** Sizes and places are 32 bits; archives beyond that need a form that fewer programs read. */
export const largestArchive = 0xffff_ffff;

const deflated = 8;
const utf8NamesAndSizesBehind = 0x0808;
// 1 January 1980, the first day that the format knows: the same rows give the same bytes.
const noTime = 0x0021_0000;

export function begunEntry(name: string, start: number): { entry: ZipEntry; bytes: Uint8Array } {
  const encoded = Buffer.from(name);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x0403_4b50, 0);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(utf8NamesAndSizesBehind, 6);
  header.writeUInt16LE(deflated, 8);
  header.writeUInt32LE(noTime, 10);
  header.writeUInt16LE(encoded.length, 26);
  return { entry: { name, start, crc: 0, packed: 0, size: 0 }, bytes: Buffer.concat([header, encoded]) };
}

/** A further piece of an entry. Each is packed by itself and ends at a whole byte, so that any of them may be the last that was kept. */
export function grownEntry(entry: ZipEntry, piece: Uint8Array): { entry: ZipEntry; bytes: Uint8Array } {
  const bytes = deflateRawSync(piece, { level: 1, finishFlush: constants.Z_SYNC_FLUSH });
  const { crc, packed, size } = entry;
  return { entry: { ...entry, crc: crc32(piece, crc), packed: packed + bytes.length, size: size + piece.length }, bytes };
}

export function endedEntry(entry: ZipEntry): { entry: ZipEntry; bytes: Uint8Array } {
  const last = deflateRawSync(Buffer.alloc(0));
  const ended = { ...entry, packed: entry.packed + last.length };
  const descriptor = Buffer.alloc(16);
  descriptor.writeUInt32LE(0x0807_4b50, 0);
  descriptor.writeUInt32LE(ended.crc, 4);
  descriptor.writeUInt32LE(ended.packed, 8);
  descriptor.writeUInt32LE(ended.size, 12);
  return { entry: ended, bytes: Buffer.concat([last, descriptor]) };
}

/** What ends an archive: its directory, which begins at `start`. */
export function zipDirectory(entries: readonly ZipEntry[], start: number): Uint8Array {
  const records = entries.map(directoryRecord);
  const length = records.reduce((sum, record) => sum + record.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x0605_4b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(start, 16);
  return Buffer.concat([...records, end]);
}

function directoryRecord({ name, start, crc, packed, size }: ZipEntry): Buffer {
  const encoded = Buffer.from(name);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x0201_4b50, 0);
  record.writeUInt16LE(20, 4);
  record.writeUInt16LE(20, 6);
  record.writeUInt16LE(utf8NamesAndSizesBehind, 8);
  record.writeUInt16LE(deflated, 10);
  record.writeUInt32LE(noTime, 12);
  record.writeUInt32LE(crc, 16);
  record.writeUInt32LE(packed, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(encoded.length, 28);
  record.writeUInt32LE(start, 42);
  return Buffer.concat([record, encoded]);
}

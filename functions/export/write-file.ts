import { type ExportCheckpoint, type ExportFormat, keepingOf } from '../../shared/domain/export.ts';
import { asciiName } from '../../shared/domain/file-name.ts';
import type { ExportDependencies } from './export-dependencies.ts';
import { ExportImpossible } from './export-errors.ts';
import type { ExportSource } from './export-source.ts';
import { csvWriter } from './files/csv-writer.ts';
import type { FileWriter, MakeWriter } from './files/file-writer.ts';
import { xlsxWriter } from './files/xlsx-writer.ts';
import type { Turn } from './turn.ts';

/** S3 takes no more parts of one object. */
const mostParts = 10_000;

/** What a turn keeps for its end: the last part, and what it has to note. */
const lastMomentsMs = 30_000;

/** People look at progress about as often. */
const toldEveryMs = 2_000;

const formats: Record<ExportFormat, { make: MakeWriter; contentType: string }> = {
  csv: { make: csvWriter, contentType: 'text/csv; charset=utf-8' },
  xlsx: { make: xlsxWriter, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
};

/**
 * Writes rows into the parts of an upload, and notes after each part where it is. What is too little for a part when the time is over
 * becomes an object of its own, with which the next turn begins.
 * @returns whether all parts are there.
 */
export async function writeFile(turn: Turn, source: ExportSource, dependencies: ExportDependencies): Promise<boolean> {
  const { objects, remainingMs, partBytes } = dependencies;
  const kept = source.goesOn ? turn.now().checkpoint : null;
  if (kept?.complete) return true;

  let at = kept ?? (await begun(turn, dependencies));
  const { format, bom, timezone } = turn.now();
  const writer = formats[format].make({ columns: source.columns, timezone, bom }, kept?.writer);
  const waiting = pieces(kept?.tail ? await whole(objects.read(kept.tail)) : undefined);
  let rows = at.rows;
  let place = at.place;
  let toldAt = remainingMs();

  const noted = (change: Partial<ExportCheckpoint>): ExportCheckpoint => ({ ...at, place, rows, writer: writer.state(), ...change });
  const addPart = async (change: Partial<ExportCheckpoint>, progress: number): Promise<void> => {
    const bytes = waiting.take();
    if (at.parts.length === mostParts) throw new ExportImpossible('it has more than 80 GB: ask for fewer days at a time');
    const etag = await objects.putPart(at, at.parts.length + 1, bytes);
    at = noted({ parts: [...at.parts, etag], bytes: at.bytes + bytes.length, tail: null, ...change });
    await turn.save({ checkpoint: at, rows, progress, failures: 0 });
  };

  for await (const page of source.pages(place)) {
    waiting.add(writer.rows(page.rows));
    rows += page.rows.length;
    place = page.place ?? place;
    // The last percent is for looking through the finished file.
    const progress = Math.max(turn.now().progress, page.progress * 0.99);
    if (waiting.bytes() >= partBytes) await addPart({}, progress);
    // A turn gets on by one page at least, however little time it has.
    if (source.goesOn && page.place !== null && remainingMs() < lastMomentsMs) {
      at = noted({ tail: await putTail(waiting.take(), turn, dependencies) });
      await turn.save({ checkpoint: at, rows, progress, failures: 0 });
      return false;
    }
    if (toldAt - remainingMs() > toldEveryMs) {
      await turn.save({ rows, progress });
      toldAt = remainingMs();
    }
  }
  waiting.add(writer.end({ title: source.title, facts: factsOf(turn, source, rows) }));
  await addPart({ complete: true }, 0.99);
  return true;
}

async function begun(turn: Turn, { objects }: ExportDependencies): Promise<ExportCheckpoint> {
  const { name, format } = turn.now();
  const fileName = `${name}.${format}`;
  // Of its own for each beginning: what an earlier one left is never taken for this one's.
  const key = `${folderOf(turn)}/${asciiName(fileName)}`;
  const uploadId = await objects.begin({ key, contentType: formats[format].contentType, fileName });
  return { key, uploadId, parts: [], place: null, writer: '', rows: 0, bytes: 0, tail: null, complete: false };
}

async function putTail(bytes: Uint8Array, turn: Turn, { objects }: ExportDependencies): Promise<string> {
  const key = `${folderOf(turn)}/tail`;
  await objects.put(key, bytes);
  return key;
}

/** Files that go at the same age lie together: the bucket lets them go by how their keys begin. */
function folderOf(turn: Turn): string {
  const one = turn.now();
  return `exports/${keepingOf(one)}/${one.workspace}/${one.id}/${one.turn}`;
}

function factsOf(turn: Turn, { facts }: ExportSource, rows: number): Parameters<FileWriter['end']>[0]['facts'] {
  const { timezone, asOf, createdAt } = turn.now();
  return [...facts, ['Rows', rows], ['Time zone', timezone], ['As of', asOf ?? createdAt], ['Asked for at', createdAt]];
}

/** Bytes that wait to become a part. */
function pieces(first: Uint8Array | undefined) {
  let waiting = first === undefined ? [] : [first];
  let bytes = first?.length ?? 0;
  return {
    bytes: () => bytes,
    add: (piece: Uint8Array): void => {
      waiting.push(piece);
      bytes += piece.length;
    },
    take: (): Uint8Array => {
      const taken = Buffer.concat(waiting);
      waiting = [];
      bytes = 0;
      return taken;
    },
  };
}

async function whole(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const read: Uint8Array[] = [];
  for await (const piece of pieces) read.push(piece);
  return Buffer.concat(read);
}

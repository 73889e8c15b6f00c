import { createHash } from 'node:crypto';
import type { ExportDependencies } from './export-dependencies.ts';
import { ExportImpossible } from './export-errors.ts';
import type { Turn } from './turn.ts';

/** Looking through a file of some gigabytes takes so long; with less time left it is the next turn's. */
const timeToLookThroughMs = 20_000;
const bytesPerMs = 40_000;

/**
 * Makes the parts one object, and reads it once to say what its bytes are: no state of a hash outlives a function.
 * @returns false where the time left is too short for it.
 */
export async function finishFile(turn: Turn, { objects, remainingMs }: ExportDependencies): Promise<boolean> {
  const { checkpoint } = turn.now();
  if (!checkpoint) throw new Error('Cannot finish a file that was not written: it has no checkpoint');
  const { key, parts, bytes, rows } = checkpoint;
  if (remainingMs() < timeToLookThroughMs + bytes / bytesPerMs && turn.now().progress < 0.995) {
    await turn.save({ progress: 0.995 });
    return false;
  }
  if ((await objects.complete(checkpoint, parts)) === 'gone') {
    throw new ExportImpossible('what was uploaded of it is not there any more. Start it again');
  }
  const hash = createHash('sha256');
  let read = 0;
  for await (const piece of objects.read(key)) {
    hash.update(piece);
    read += piece.length;
  }
  if (read !== bytes) throw new ExportImpossible(`it should have ${bytes} bytes and has ${read}. Start it again`);
  const file = { key, bytes, sha256: hash.digest('hex') };
  await turn.save({ state: 'done', lease: null, progress: 1, rows, file, checkpoint: null, failures: 0, error: null });
  return true;
}

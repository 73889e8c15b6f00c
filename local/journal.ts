import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

/**
 * What was accepted and is not finished yet, by id. A line is written for everything accepted before the call returns, so it
 * outlives a killed process (not a power cut: nothing is synced to the disk).
 */
export type Journal<Entry> = {
  pending: ReadonlyMap<string, Entry>;
  /** Records new entries, or newer states of known ones. */
  put: (entries: readonly (readonly [id: string, entry: Entry])[]) => void;
  done: (id: string) => void;
  close: () => void;
};

type Line<Entry> = { id: string; entry?: Entry };

/** The file is rewritten once this many lines were appended and nothing is pending. */
const linesBeforeRewrite = 5_000;

/**
 * Opens the journal in `file` (or one that forgets, for `memory`), with what an earlier process left unfinished.
 * `parse` checks an entry read back; one that it refuses stops the start, because dropping it would lose an accepted message.
 */
export function openJournal<Entry>(file: string | 'memory', parse: (value: unknown) => Entry): Journal<Entry> {
  const pending = file === 'memory' ? new Map<string, Entry>() : readPending(file, parse);
  if (file === 'memory') {
    return { pending, put: (entries) => setAll(pending, entries), done: (id) => void pending.delete(id), close: () => {} };
  }

  let closed = false;
  let descriptor = rewrite(file, pending);
  let lines = pending.size;
  const append = (added: Line<Entry>[]): void => {
    appendWhole(descriptor, Buffer.from(added.map((line) => `${JSON.stringify(line)}\n`).join('')));
    lines += added.length;
  };
  return {
    pending,
    put(entries) {
      if (closed) throw new Error(`Cannot record in ${file}: the runner is stopping.`);
      append(entries.map(([id, entry]) => ({ id, entry })));
      setAll(pending, entries);
    },
    done(id) {
      // What ends after the close is done once more by the next process: everything here is at least once.
      if (closed || !pending.delete(id)) return;
      append([{ id }]);
      if (pending.size > 0 || lines < linesBeforeRewrite) return;
      closeSync(descriptor);
      descriptor = rewrite(file, pending);
      lines = 0;
    },
    close() {
      closed = true;
      closeSync(descriptor);
    },
  };
}

function setAll<Entry>(map: Map<string, Entry>, entries: readonly (readonly [string, Entry])[]): void {
  for (const [id, entry] of entries) map.set(id, entry);
}

function readPending<Entry>(file: string, parse: (value: unknown) => Entry): Map<string, Entry> {
  const pending = new Map<string, Entry>();
  if (!existsSync(file)) return pending;
  const lines = readFileSync(file, 'utf8').split('\n');
  // The text after the last line feed was being written when the process died: nobody was told that it was accepted.
  for (const [index, text] of lines.slice(0, -1).entries()) {
    const line = parseLine(file, index, text);
    if ('entry' in line) pending.set(line.id, parse(line.entry));
    else pending.delete(line.id);
  }
  return pending;
}

function parseLine(file: string, index: number, text: string): Line<unknown> {
  try {
    return JSON.parse(text) as Line<unknown>; // written by `append`; its entry is checked by the caller's `parse`
  } catch (error) {
    throw new Error(`Cannot read line ${index + 1} of the journal ${file}: it is not JSON. Start with --fresh to empty the data folder.`, {
      cause: error,
    });
  }
}

/** Replaces the file in one step by one that holds only what is pending, and opens it for appending. */
function rewrite<Entry>(file: string, pending: Map<string, Entry>): number {
  mkdirSync(dirname(file), { recursive: true });
  const next = `${file}.next`;
  writeFileSync(next, [...pending].map(([id, entry]) => `${JSON.stringify({ id, entry })}\n`).join(''));
  renameSync(next, file);
  return openSync(file, 'a');
}

/** All of it or nothing: a full disk takes a part, and what is appended later would make one broken line with that. */
function appendWhole(descriptor: number, text: Buffer): void {
  const { size } = fstatSync(descriptor);
  try {
    for (let written = 0; written < text.length; ) written += writeSync(descriptor, text, written);
  } catch (error) {
    ftruncateSync(descriptor, size);
    throw error;
  }
}

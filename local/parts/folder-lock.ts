import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** How long a predecessor that was killed may take to let go. */
const patienceMs = 3_000;

/**
 * Makes the folder this process's alone until it ends. The lock is the operating system's, taken through SQLite: it goes with the
 * process even at a kill -9, and a process number that another program was given since cannot be taken for the owner.
 * Throws a line for people when another process has it, or when the folder cannot be written.
 */
export function lockFolder(folder: string): DatabaseSync {
  const noteFile = join(folder, 'owner.pid');
  try {
    mkdirSync(folder, { recursive: true });
    const lock = new DatabaseSync(join(folder, 'owner.lock'), { timeout: patienceMs });
    lock.exec('BEGIN EXCLUSIVE');
    writeFileSync(noteFile, String(process.ppid));
    return lock;
  } catch (cause) {
    if (String(cause).includes('database is locked')) {
      const owner = readFileSync(noteFile, { encoding: 'utf8', flag: 'a+' });
      throw new Error(
        `Cannot use the data folder ${folder}: another Redial (process ${owner}) is running on it. Stop that one, or choose another folder with --data`,
        { cause },
      );
    }
    throw new Error(`Cannot use the data folder ${folder}: ${cause}. Choose a folder that can be written with --data`, { cause });
  }
}

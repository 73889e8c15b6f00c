import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockFolder } from './parts/folder-lock.ts';

/** Everything Redial keeps in the data folder. Only these are ever removed: the folder may be somebody's home. */
const kept = ['dynamodb', 'queues-and-buckets', 'journal', 'checkpoints', 'schedules.json', 'log', 'token', 'demo.json'];

/** Makes the folder ready, empty of what an earlier run kept where `fresh`. Gives its absolute path; throws a line for people. */
export function prepareDataFolder(folder: string, { fresh }: { fresh: boolean }): string {
  const path = resolve(folder);
  try {
    makeFolder(path);
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    const reason = statSync(path, { throwIfNoEntry: false })?.isFile() ? 'it is a file' : reasonOf(error);
    throw new Error(`Cannot use the data folder ${path}: ${reason}. Choose a folder that can be written with --data.`, { cause: error });
  }
  if (fresh) empty(path);
  return path;
}

/** One after the other: Node's own `recursive` never ends where a file system refuses with ENOENT, as /proc does. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}

function empty(path: string): void {
  // Somebody who runs on this folder holds this lock; removing files under them would lose what they acknowledge.
  if (existsSync(join(path, 'dynamodb'))) lockFolder(join(path, 'dynamodb')).close();
  for (const name of kept) rmSync(join(path, name), { recursive: true, force: true });
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return 'this user may not write there';
  if (code === 'ENOTDIR') return 'a part of the path is a file';
  if (code === 'ENOENT') return 'no folder can be made there';
  return error instanceof Error ? error.message : String(error);
}

/** The first API token: the given one, else that of an earlier start, else `make()`. It is kept so that later starts show the same link. */
export function firstToken(folder: string, given: string | undefined, make: () => string): string {
  const file = join(folder, 'token');
  const known = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const token = given ?? (known || make());
  if (token !== known) writeFileSync(file, `${token}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return token;
}

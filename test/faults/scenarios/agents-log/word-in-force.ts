import type { StoredCall } from '../../judge/stored-state.ts';
import type { Said } from '../../judge/workload.ts';
import type { Kept, LoggedBy } from './people.ts';

/** People speak one after the other: the last who was told that it is kept. */
export function newestWord({ log, corrections }: LoggedBy): Kept | undefined {
  return corrections.at(-1) ?? log;
}

/** What the dialler dated earlier is older, however late it told of it. */
export function isStatusWrong({ word, sentMs }: Kept, { told }: StoredCall, says: readonly Said[]): boolean {
  const disposed = says.find((said) => said.word === 'Rescheduled');
  if (disposed && Date.parse(disposed.at) >= sentMs) return false;
  return told.status !== word.status;
}

import type { RecordedCall } from '../domain/call.ts';
import { asPossibleDuplicate } from '../domain/same-call.ts';
import type { CallStore } from './call-store.ts';

/** Nobody can tell which of these are one call; each says so. What somebody else writes at this moment is left as it is. */
export async function flagDuplicates(
  calls: readonly RecordedCall[],
  { save }: Pick<CallStore, 'save'>,
  options: { retentionDays: number },
): Promise<void> {
  for (const call of calls) {
    if (!call.frame.possibleDuplicate) await save({ ...asPossibleDuplicate(call), version: call.version + 1 }, options);
  }
}

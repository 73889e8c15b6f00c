import type { RecordedCall } from '../../shared/domain/call.ts';
import { asPossibleDuplicate, mergedCall } from '../../shared/domain/same-call.ts';
import type { CallStore } from '../../shared/store/call-store.ts';
import { flagDuplicates } from '../../shared/store/flag-duplicates.ts';
import { twinsNear } from '../../shared/store/twins-near.ts';

type Kept = { retentionDays: number };

/** @returns the id under which the call is kept; undefined where somebody else wrote it first. */
export async function saveKnown(call: RecordedCall, calls: CallStore, { retentionDays }: Kept): Promise<string | undefined> {
  return (await calls.save(call, { retentionDays })) === 'saved' ? call.id : undefined;
}

/**
 * Keeps a call at its first word. Where an agent has logged it already, it goes to that log, and its own place says so to what comes
 * later; what becomes known of it later, or is logged at this very moment, `publish` finds.
 * @returns the id under which the call is kept; undefined where somebody else wrote it, or the log, first.
 */
export async function saveNew(call: RecordedCall, calls: CallStore, { retentionDays }: Kept): Promise<string | undefined> {
  const twins = await twinsNear(call, calls);
  switch (twins.kind) {
    case 'none':
      return saveKnown(call, calls, { retentionDays });
    case 'one': {
      const saved = await calls.merge(mergedCall(twins.twin, call), { id: call.id, version: 0 }, { retentionDays });
      return saved === 'saved' ? twins.twin.id : undefined;
    }
    case 'several': {
      const saved = await saveKnown(asPossibleDuplicate(call), calls, { retentionDays });
      if (saved !== undefined) await flagDuplicates(twins.calls, calls, { retentionDays });
      return saved;
    }
    default:
      return twins satisfies never;
  }
}

import type { RedialEvent } from '../../shared/contracts/events.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Day, Instant } from '../../shared/domain/instant.ts';
import type { DirtyCause } from '../../shared/domain/restatement.ts';
import type { DirtyDay, ReportStore } from '../../shared/store/report-store.ts';
import { type PairDependencies, pairCalls } from './pair-calls.ts';

/** One stream record, read: the event that it is, and the days that it makes wrong. */
export type Change = {
  sequenceNumber: string;
  /** Which no other record has; sequence numbers are a shard's own. */
  recordId: string;
  /** Changes of the same thing reach the bus in their order. */
  key: string;
  event: RedialEvent | undefined;
  workspace: string;
  dirtied: readonly Day[];
  /** Why it makes them wrong. */
  causes?: readonly DirtyCause[];
  /** A call whose other half, an agent's log or a dialler's webhooks, may be kept as another call. */
  unpaired: RecordedCall | undefined;
};

export type PublishDependencies = PairDependencies & {
  reports: Pick<ReportStore, 'markDirty'>;
  /** Puts at most ten events on the bus; answers the positions of those that did not get there. */
  putEvents: (events: readonly RedialEvent[]) => Promise<number[]>;
  now: () => Instant;
};

/** The most entries that one `PutEvents` takes. */
const mostEntries = 10;

/**
 * Marks the days that changed and pairs calls that are one, then puts the events on the bus in order.
 * @returns the sequence number of the first change whose event did not get there: the stream goes on from it. Undefined when all did.
 */
export async function publishChanges(changes: readonly Change[], dependencies: PublishDependencies): Promise<string | undefined> {
  await Promise.all([markDays(changes, dependencies), pairCalls(changes, dependencies)]);
  for (const some of groups(changes)) {
    const failed = await dependencies.putEvents(some.map(({ event }) => event));
    const first = some[Math.min(...failed)];
    if (first) return first.sequenceNumber;
  }
  return undefined;
}

/** One mark a day and batch, whatever the number of its calls. The last change's record names it, so that a new change is a new mark. */
async function markDays(changes: readonly Change[], { reports, now }: PublishDependencies): Promise<void> {
  const marks = new Map<string, DirtyDay>();
  for (const { workspace, dirtied, causes = [], recordId: mark } of changes) {
    for (const day of dirtied) {
      const all = [...(marks.get(`${workspace}#${day}`)?.causes ?? []), ...causes];
      marks.set(`${workspace}#${day}`, { workspace, day, mark, markedAt: now(), ...(all.length > 0 && { causes: all }) });
    }
  }
  await Promise.all([...marks.values()].map((mark) => reports.markDirty(mark)));
}

type WithEvent = Change & { event: RedialEvent };

/** Events in order, in groups for one call of the bus; never two of the same key in one, as entries of a call fail one by one. */
function groups(changes: readonly Change[]): WithEvent[][] {
  const groups: WithEvent[][] = [];
  for (const change of changes) {
    const { event } = change;
    if (!event) continue;
    const last = groups.at(-1);
    if (!last || last.length === mostEntries || last.some(({ key }) => key === change.key)) groups.push([{ ...change, event }]);
    else last.push({ ...change, event });
  }
  return groups;
}

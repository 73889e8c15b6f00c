import { busNameOf, type PutEventsEntry, putEventsSchema } from './events-accesses.ts';

export type PutEventsAnswer = {
  FailedEntryCount: number;
  Entries: { EventId?: string; ErrorCode?: string; ErrorMessage?: string }[];
};

/** Takes the entries of one bus, named by name, and answers them in order. */
export type PutEvents = (busName: string, entries: unknown[]) => Promise<PutEventsAnswer>;

/** The most entries of one call (EventBridge API reference, PutEvents). */
export const mostEntries = 10;

/** Gives each bus its entries and answers them in the call's order; those at the failing positions are given to none. */
export async function putToBuses(document: unknown, failing: number[], putEvents: PutEvents): Promise<PutEventsAnswer> {
  const { Entries } = putEventsSchema.parse(document);
  const answers: PutEventsAnswer['Entries'] = Entries.map(() => ({ ErrorCode: 'InternalFailure', ErrorMessage: 'Internal failure' }));
  const kept = Entries.map((entry, position) => ({ entry, position })).filter(({ position }) => !failing.includes(position));
  for (const [busName, ofBus] of Map.groupBy(kept, ({ entry }) => busNameOf(entry))) {
    const { Entries: answered } = await putEvents(
      busName,
      ofBus.map(({ entry }): PutEventsEntry => entry),
    );
    ofBus.forEach(({ position }, index) => {
      answers[position] = answered[index] ?? { ErrorCode: 'InternalFailure', ErrorMessage: 'The bus gave no answer' };
    });
  }
  return { FailedEntryCount: answers.filter(({ ErrorCode }) => ErrorCode !== undefined).length, Entries: answers };
}

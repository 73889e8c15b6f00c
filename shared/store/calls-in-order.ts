import { daysBetween } from '../domain/business-day.ts';
import type { Day } from '../domain/instant.ts';
import type { ReportCall } from '../domain/report-call.ts';
import type { Table } from './client.ts';
import { callKeys, timelineShards } from './keys.ts';
import { mergedInOrder } from './merged-in-order.ts';
import { timelinePages } from './timeline.ts';

/** Ended calls of whole business days. */
export type CallSpan = {
  workspace: string;
  from: Day;
  to: Day;
  /** Only what lies behind this place, which `placeOfCall` gives. */
  after: string | null;
  /** Days without any call, where that is known: they are not looked into. */
  isEmpty: (day: Day) => boolean;
};

/** Where a call lies in the order of days and starts, as text that compares so. */
export function placeOfCall({ day, startedAt, id }: Pick<ReportCall, 'day' | 'startedAt' | 'id'>): string {
  return `${day}#${callKeys.startedAt(startedAt, id)}`;
}

/** Pages of calls as the index knows them, oldest day first, and in a day by their start. Each day begins a page, if only an empty one. */
export async function* callsInOrder(table: Table, { workspace, from, to, after, isEmpty }: CallSpan): AsyncGenerator<CallPage> {
  const [firstDay = from, ...place] = after === null ? [] : after.split('#');
  for (const day of daysBetween(firstDay, to)) {
    yield { day, calls: [] };
    if (isEmpty(day)) continue;
    const behind = day === firstDay && place.length > 0 ? place.join('#') : undefined;
    const shards = Array.from({ length: timelineShards }, (_, shard) =>
      timelinePages(table, { partition: callKeys.day(workspace, day, shard), after: behind }),
    );
    for await (const calls of mergedInOrder(shards, placeOfCall, pageSize)) yield { day, calls };
  }
}

export type CallPage = { day: Day; calls: ReportCall[] };

const pageSize = 500;

import { daysBetween } from '../domain/business-day.ts';
import type { Day } from '../domain/instant.ts';
import type { ReportCall } from '../domain/report-call.ts';
import { allOf } from './all-of.ts';
import { BadCursor } from './bad-cursor.ts';
import type { CallQuestion } from './call-store.ts';
import type { Table } from './client.ts';
import { placeOf } from './cursor.ts';
import { callKeys, timelineShards } from './keys.ts';
import { mergedNewestFirst } from './merged-newest-first.ts';
import { pageOf } from './page-of.ts';
import { timelinePages } from './timeline.ts';

const startOf = ({ startedAt, id }: ReportCall) => callKeys.startedAt(startedAt, id);

/** One page of calls as the indexes know them, newest day first and newest call first within it, live calls among them. */
export async function listCalls(table: Table, question: CallQuestion) {
  const found = new Map<string, ReportCall>();
  for await (const call of callsOf(table, question)) {
    // By id: the index may show a call that ends just now both as live and as ended.
    if (question.matches(call)) found.set(call.id, call);
    if (found.size > question.limit) break;
  }
  return pageOf([...found.values()], question.limit, (call) => [call.day, startOf(call)]);
}

async function* callsOf(table: Table, { workspace, from, to, limit, cursor, isEmpty }: CallQuestion): AsyncGenerator<ReportCall> {
  const [lastDay = to, lastStart] = cursor === undefined ? [] : placeOf(cursor, 2);
  if (cursor !== undefined && (lastDay < from || lastDay > to)) throw new BadCursor(cursor);
  const live = await liveCalls(table, workspace);
  for (const day of daysBetween(from, lastDay).reverse()) {
    if (isEmpty?.(day) && !live.some((call) => call.day === day)) continue;
    const before = day === lastDay ? lastStart : undefined;
    const liveThen = live.filter((call) => call.day === day && (before === undefined || startOf(call) < before));
    yield* mergedNewestFirst([each([liveThen]), ...shardsOf(table, { workspace, day, before, limit })], startOf);
  }
}

type DayPart = { workspace: string; day: Day; before: string | undefined; limit: number };

function shardsOf(table: Table, { workspace, day, before, limit }: DayPart): AsyncIterable<ReportCall>[] {
  // Most pages are filled by few of the eight shards' calls; filters may need many more.
  const pageSize = Math.min(500, Math.max(25, limit));
  return Array.from({ length: timelineShards }, (_, shard) =>
    each(timelinePages(table, { partition: callKeys.day(workspace, day, shard), newestFirst: true, before, pageSize })),
  );
}

function liveCalls(table: Table, workspace: string): Promise<ReportCall[]> {
  return allOf(timelinePages(table, { partition: callKeys.live(workspace), newestFirst: true }));
}

async function* each<Item>(pages: AsyncIterable<Item[]> | Iterable<Item[]>): AsyncGenerator<Item> {
  for await (const page of pages) yield* page;
}

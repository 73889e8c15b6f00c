import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { AnswerTimes, WaitCounts } from '../domain/answer-times.ts';
import type { Day } from '../domain/instant.ts';
import { dimensionNames } from '../domain/report-families.ts';
import type { ReportRow, RowDimensions, Sums } from '../domain/report-row.ts';
import { type Status, statuses } from '../domain/status.ts';
import { sumNames } from '../domain/sums.ts';
import { statusCodes, wordsOf } from './codes.ts';

const statusOf = wordsOf(statusCodes);

const text = z.string().nullable();
const dimensions = z.object({
  agent: text.exactOptional(),
  branch: text.exactOptional(),
  department: text.exactOptional(),
  campaign: text.exactOptional(),
  tags: z.array(z.string()).exactOptional(),
  direction: z.enum(['inbound', 'outbound']).nullable().exactOptional(),
  hour: z.number().exactOptional(),
}) satisfies z.ZodType<RowDimensions>;
/** Seconds and calls in turn; -1 stands for a wait that nobody said. */
const packedWaits = z.array(z.number());
const packedRow = z.tuple([dimensions, z.record(z.string(), z.array(z.number())), z.tuple([packedWaits, packedWaits]).optional()]);

/**
 * A row's dimensions and sums in one text, the same for the same row whatever the order of its fields: sums by status are lists in the
 * order of `sumNames`, which may only grow, without the zeros at their end.
 */
export function packRow({ dimensions, byStatus, answerTimes }: Pick<ReportRow, 'dimensions' | 'byStatus' | 'answerTimes'>): string {
  const sums = statuses.flatMap((status) => {
    const some = byStatus[status];
    return some ? [[statusCodes[status], packSums(some)]] : [];
  });
  const waits = answerTimes && [packWaits(answerTimes.answered), packWaits(answerTimes.abandoned)];
  return JSON.stringify([inOrder(dimensions), Object.fromEntries(sums), ...(waits ? [waits] : [])]);
}

export function unpackRow(text: string, { family, day }: { family: string; day: Day }): ReportRow {
  const [dimensions, sums, waits] = packedRow.parse(JSON.parse(text));
  const byStatus: Partial<Record<Status, Sums>> = {};
  for (const [code, list] of Object.entries(sums)) byStatus[statusOf(code)] = unpackSums(list);
  return { family, day, dimensions, byStatus, ...(waits && { answerTimes: unpackWaits(waits) }) };
}

/** What all rows of a day come to, in 32 letters: two sets of rows with the same digest are the same. In no order. */
export function rowsDigest(rows: readonly ReportRow[]): string {
  const texts = rows.map((row) => `${row.family}${packRow(row)}`).sort();
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text).update('\n');
  return hash.digest('hex').slice(0, 32);
}

/** What tells a row from the others of its family and day, in 16 letters: dimensions may be longer than a key. */
export function rowHash(dimensions: RowDimensions): string {
  return createHash('sha256')
    .update(JSON.stringify(inOrder(dimensions)))
    .digest('hex')
    .slice(0, 16);
}

function inOrder(dimensions: RowDimensions): RowDimensions {
  return Object.fromEntries(dimensionNames.filter((name) => dimensions[name] !== undefined).map((name) => [name, dimensions[name]]));
}

function packSums(sums: Sums): number[] {
  const list = sumNames.map((name) => sums[name]);
  return list.slice(0, list.findLastIndex((sum) => sum !== 0) + 1);
}

function unpackSums(list: readonly number[]): Sums {
  // Each name of the sums is in `sumNames`, which TypeScript cannot tell from a list of entries.
  return Object.fromEntries(sumNames.map((name, index) => [name, list[index] ?? 0])) as Sums;
}

function packWaits(counts: WaitCounts): number[] {
  return [...counts]
    .map(([wait, calls]): [number, number] => [wait === 'unknown' ? -1 : wait, calls])
    .sort(([a], [b]) => a - b)
    .flat();
}

function unpackWaits([answered, abandoned]: [number[], number[]]): AnswerTimes {
  return { answered: waitsIn(answered), abandoned: waitsIn(abandoned) };
}

function waitsIn(list: readonly number[]): WaitCounts {
  const counts: WaitCounts = new Map();
  for (let at = 0; at < list.length; at += 2) {
    const wait = list[at] ?? -1;
    counts.set(wait === -1 ? 'unknown' : wait, list[at + 1] ?? 0);
  }
  return counts;
}

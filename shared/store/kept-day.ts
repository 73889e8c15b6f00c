import * as z from 'zod';
import { causeKinds, type DirtyCause } from '../domain/restatement.ts';
import { packRow, unpackRow } from './packed-row.ts';
import type { DaySummary, DirtyDay } from './report-store.ts';

const restatementCauses = z.array(z.object({ kind: z.enum(causeKinds), calls: z.array(z.string()) }));

const daySummary = z.object({
  day: z.string(),
  calls: z.number(),
  open: z.number(),
  rolledUpAt: z.string(),
  closed: z.boolean(),
  version: z.number().default(0),
  /** The row of everything, packed; empty where none was kept. */
  totals: z.string().default(''),
  digest: z.string().default(''),
  retentionDays: z.number().default(Number.MAX_SAFE_INTEGER),
  timezone: z.string().default(''),
  unannounced: z.boolean().exactOptional(),
  untold: z
    .array(z.object({ version: z.number(), at: z.string(), calls: z.number(), causes: z.array(z.enum(causeKinds)) }))
    .exactOptional(),
});

/** A day as it is kept: the number of its newest recomputation, which families have rows, and what the last complete one found. */
export const keptDay = z.object({
  sk: z.string().exactOptional(),
  generation: z.number(),
  families: z.set(z.string()).default(new Set()),
  summary: daySummary.exactOptional(),
  /** The recomputation that has written some of its rows and not yet all. */
  writing: z.number().exactOptional(),
});

export function keptSummaryOf({ totals, ...summary }: DaySummary): object {
  return { ...summary, totals: packRow({ dimensions: {}, byStatus: totals }) };
}

export function summaryOf({ totals, ...summary }: z.output<typeof daySummary>): DaySummary {
  return { ...summary, totals: totals === '' ? {} : unpackRow(totals, { family: 'none', day: summary.day }).byStatus };
}

/** A cause as one text, so that a set of them has each once. Ids and moments hold no `|`. */
export function packCause({ kind, callId, openSince }: DirtyCause): string {
  return [kind, callId ?? '', openSince ?? ''].join('|');
}

const cause = z.string().transform((text): DirtyCause => {
  const [kind, callId = '', openSince = ''] = text.split('|');
  return { kind: z.enum(causeKinds).parse(kind), callId: callId || null, openSince: openSince || null };
});

export const keptDirtyDay = z
  .object({
    workspace: z.string(),
    day: z.string(),
    mark: z.string(),
    markedAt: z.string(),
    causes: z.set(z.string()).exactOptional(),
    rebuildAskedAt: z.string().exactOptional(),
  })
  .transform(
    ({ causes, ...mark }): DirtyDay => ({ ...mark, ...(causes && { causes: [...causes].sort().map((one) => cause.parse(one)) }) }),
  );

export const keptRestatement = z.object({
  day: z.string(),
  at: z.string(),
  version: z.number(),
  calls: z.number(),
  rows: z.number(),
  causes: restatementCauses,
  changes: z.array(z.object({ measure: z.string(), before: z.number().nullable(), after: z.number().nullable() })),
});

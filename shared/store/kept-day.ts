import * as z from 'zod';
import type { DaySummary, DirtyDay } from './report-store.ts';

const daySummary = z.object({
  day: z.string(),
  calls: z.number(),
  open: z.number(),
  rolledUpAt: z.string(),
  closed: z.boolean(),
  unannounced: z.boolean().exactOptional(),
}) satisfies z.ZodType<DaySummary>;

/** A day as it is kept: the number of its newest recomputation, which families have rows, and what the last complete one found. */
export const keptDay = z.object({
  generation: z.number(),
  families: z.set(z.string()).default(new Set()),
  summary: daySummary.exactOptional(),
});

export const keptDirtyDay = z.object({
  workspace: z.string(),
  day: z.string(),
  mark: z.string(),
  markedAt: z.string(),
}) satisfies z.ZodType<DirtyDay>;

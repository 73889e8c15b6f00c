import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { type Export, exportFormats, exportStates, exportsKeptDays, keepingOf } from '../domain/export.ts';
import { exportKeys } from './keys.ts';

const checkpoint = z.object({
  key: z.string(),
  uploadId: z.string(),
  parts: z.array(z.string()),
  place: z.string().nullable(),
  writer: z.string(),
  rows: z.number(),
  bytes: z.number(),
  tail: z.string().nullable(),
  complete: z.boolean(),
});

/** What was checked when it was asked for is kept as one text, and read back as it was. */
const question = z.string().transform((text): Export['question'] => JSON.parse(text));

const keptExport = z.object({
  id: z.string(),
  workspace: z.string(),
  question,
  format: z.enum(exportFormats),
  name: z.string(),
  bom: z.boolean(),
  timezone: z.string(),
  diallers: z.record(z.string(), z.string()),
  createdAt: z.string(),
  schedule: z.string().nullable().default(null),
  state: z.enum(exportStates),
  turn: z.number(),
  lease: z.string().nullable(),
  failures: z.number(),
  progress: z.number(),
  rows: z.number(),
  asOf: z.string().nullable(),
  checkpoint: checkpoint.nullable().default(null),
  file: z.object({ key: z.string(), bytes: z.number(), sha256: z.string() }).nullable(),
  error: z.string().nullable(),
  updatedAt: z.string(),
  version: z.number(),
}) satisfies z.ZodType<Export>;

/** An export as its table keeps it; it goes when its file does. */
export function itemOfExport(one: Export): Record<string, unknown> {
  return {
    ...exportKeys.export(one.workspace, one.id),
    ...one,
    question: JSON.stringify(one.question),
    expiresAt: Math.floor(Date.parse(one.createdAt) / 1000) + exportsKeptDays[keepingOf(one)] * 86_400,
  };
}

/** @throws ZodError for an item that is none. */
export function exportOfItem(item: Record<string, unknown>): Export {
  return keptExport.parse(item);
}

/** Whether an item of a stream that tells of several tables is an export. */
export function isExportItem(item: Record<string, AttributeValue> | undefined): boolean {
  const { pk, sk } = item ?? {};
  return sk !== undefined && pk?.S === exportKeys.exports(pk?.S?.split('#')[0] ?? '');
}

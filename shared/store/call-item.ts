import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { RecordedCall } from '../domain/call.ts';
import { callFrom } from '../domain/call-from.ts';
import { reportCallOf } from '../domain/report-call-of.ts';
import { callKeys, shardOf } from './keys.ts';
import { packCall, unpackCall } from './packed-call.ts';
import { packReportCall } from './packed-report-call.ts';

export type Item = Record<string, AttributeValue>;

const mergedItem = z.object({ pk: z.object({ S: z.string() }), to: z.object({ S: z.string() }) });

const stored = z.object({ pk: z.object({ S: z.string() }), v: z.object({ N: z.string() }), f: z.object({ S: z.string() }) });

/**
 * A call as its table keeps it: version `v`, facts and frame `f`, report fields `r`, and the keys of the indexes.
 * In progress it lies in the workspace's live partition; when it has ended, in its day's and its lead's (there from the start, if logged).
 */
export function itemOfCall(call: RecordedCall, retentionDays: number): Item {
  const { workspace, id, version } = call;
  const { ended, day, startedAt, leadId } = call.call;
  const start = { S: callKeys.startedAt(startedAt, id) };
  return {
    pk: { S: callKeys.call(workspace, id).pk },
    v: { N: String(version) },
    f: { S: packCall(call) },
    r: { S: packReportCall(reportCallOf(call)) },
    tl: { S: ended ? callKeys.day(workspace, day, shardOf(id)) : callKeys.live(workspace) },
    ts: start,
    // What is only logged is looked for on its lead by the dialler's webhooks, in progress as well.
    ...((ended || call.connection === null) && leadId !== null && { ld: { S: callKeys.ofLead(workspace, leadId) }, ls: start }),
    expiresAt: { N: String(expiryOf(startedAt, retentionDays)) },
  };
}

function expiryOf(startedAt: string, retentionDays: number): number {
  return Math.floor(Date.parse(startedAt) / 1000) + retentionDays * 86_400;
}

/** What stands in the place of a call that was merged into this one: its id, and in no index. */
export function itemOfMerged(merged: { id: string; version: number }, { workspace, id, call }: RecordedCall, retentionDays: number): Item {
  return {
    pk: { S: callKeys.call(workspace, merged.id).pk },
    v: { N: String(merged.version + 1) },
    to: { S: id },
    expiresAt: { N: String(expiryOf(call.startedAt, retentionDays)) },
  };
}

/** The id of the call into which the one of this item, or image, was merged; undefined where it stands for itself. */
export function mergedInto(item: Item): string | undefined {
  return mergedItem.safeParse(item).data?.to.S;
}

/**
 * A call from its item, or from an image of it in the table's stream, folded again from its facts.
 * @throws ZodError for what is not a call's item.
 */
export function callOfItem(item: Item): RecordedCall {
  const { pk, v, f } = stored.parse(item);
  const [workspace = '', id = ''] = pk.S.split('#');
  const source = unpackCall(f.S);
  return { id, workspace, version: Number(v.N), ...source, call: callFrom(source.facts, source.frame) };
}

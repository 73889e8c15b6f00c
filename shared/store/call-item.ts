import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import type { RecordedCall } from '../domain/call.ts';
import { callFrom } from '../domain/call-from.ts';
import { reportCallOf } from '../domain/report-call-of.ts';
import { callKeys, shardOf } from './keys.ts';
import { packCall, unpackCall } from './packed-call.ts';
import { packReportCall } from './packed-report-call.ts';

export type Item = Record<string, AttributeValue>;

const stored = z.object({ pk: z.object({ S: z.string() }), v: z.object({ N: z.string() }), f: z.object({ S: z.string() }) });

/**
 * A call as its table keeps it: version `v`, facts and frame `f`, report fields `r`, and the keys of the indexes.
 * In progress it lies in the workspace's live partition; when it has ended, in its day's and its lead's.
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
    ...(ended && leadId !== null && { ld: { S: callKeys.ofLead(workspace, leadId) }, ls: start }),
    expiresAt: { N: String(Math.floor(Date.parse(startedAt) / 1000) + retentionDays * 86_400) },
  };
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

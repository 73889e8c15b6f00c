import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Documents } from './client.ts';
import { leadKeys } from './keys.ts';
import type { LeadChange } from './lead-store.ts';
import { type LeadWrite, leadPut, leadWrites, type Refusal } from './lead-writes.ts';
import { phoneWrites } from './phone-writes.ts';
import { refusedActions } from './refused-actions.ts';
import { requestExpiryOf } from './request-expiry.ts';

/** The strongest first: a decision that is already stored has made all the other writes too. */
const refusals = ['handled', 'conflict', 'at-cap'] as const satisfies readonly Refusal[];

/** Writes a change of a lead, and what is to be written beside it, as one: all of it, or nothing. */
export async function saveLead(to: Documents, asked: LeadChange, beside: readonly LeadWrite[] = []): Promise<'saved' | Refusal> {
  // A lead of version 0 was never kept.
  const change = { ...asked, before: asked.before?.version ? asked.before : undefined };
  const phones = await phoneWrites(to, change);
  if (phones === 'taken') return 'conflict';
  const [lead, ...others] = leadWrites(to.table, change);
  const more = [...others, ...phones, ...requestWrites(to.table, change), ...beside];
  return more.length === 0 ? putLead(to, change) : writeAll(to, [lead, ...more]);
}

/** The trace of the request that makes a lead: whoever sends it again finds what it made. */
function requestWrites(table: string, { after, request, at }: LeadChange): LeadWrite[] {
  if (!request) return [];
  const item = {
    ...leadKeys.request(after.workspace, request.key),
    leadId: after.id,
    body: request.body,
    expiresAt: requestExpiryOf(at),
  };
  return [{ refusal: 'conflict', Put: { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } }];
}

async function putLead({ documents, table }: Documents, change: LeadChange): Promise<'saved' | 'conflict'> {
  try {
    await documents.send(new PutCommand(leadPut(table, change)));
    return 'saved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'conflict';
    throw error;
  }
}

async function writeAll({ documents }: Documents, writes: readonly LeadWrite[]): Promise<'saved' | Refusal> {
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: writes.map(({ refusal: _, ...action }) => action) }));
    return 'saved';
  } catch (error) {
    const { failed, disturbed } = refusedActions(error);
    const met = new Set<Refusal>(failed.flatMap((index) => writes[index]?.refusal ?? []));
    if (disturbed.length > 0) met.add('conflict');
    return refusals.find((refusal) => met.has(refusal)) ?? 'conflict';
  }
}

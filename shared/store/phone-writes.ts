import { GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import type { Documents } from './client.ts';
import { leadIdOf } from './ids.ts';
import { type LeadPlace, leadPlaceOf } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import type { LeadChange } from './lead-store.ts';
import type { LeadWrite } from './lead-writes.ts';

/**
 * What a change of a lead's number writes, so that a number has one lead at most and is found by its own place, the id made of it.
 * A lead whose id is made of its number needs nothing. Any other leaves its id at the number's place; or beside it, where the place is
 * taken by a lead that has moved to another number. `taken`: the number belongs to another lead.
 */
export async function phoneWrites(
  from: Documents,
  { before, after }: Pick<LeadChange, 'before' | 'after'>,
): Promise<LeadWrite[] | 'taken'> {
  if (before?.phone === after.phone) return [];
  const reached = await reach(from, before, after);
  if (reached === 'taken') return 'taken';
  return [...reached, ...(before ? await leave(from, before) : [])];
}

async function reach(
  { documents, table }: Documents,
  before: Lead | undefined,
  { workspace, id, phone }: Lead,
): Promise<LeadWrite[] | 'taken'> {
  const home = leadIdOf(workspace, phone);
  const beside = leadKeys.phone(workspace, home);
  if (home === id) {
    // A new lead finds its place free or not. One that moves back may find its old number given to another.
    const unclaimed = { TableName: table, Key: beside, ConditionExpression: 'attribute_not_exists(pk)' };
    return before ? [{ refusal: 'conflict', ConditionCheck: unclaimed }] : [];
  }
  const place = await placeAt({ documents, table }, workspace, home);
  if (place.kind === 'free') return [note(table, leadKeys.lead(workspace, home), id)];
  if (place.kind === 'moved' || place.lead.phone === phone) return 'taken';
  const stillElsewhere = {
    TableName: table,
    Key: leadKeys.lead(workspace, home),
    ConditionExpression: 'phone <> :phone AND attribute_exists(version)',
    ExpressionAttributeValues: { ':phone': phone },
  };
  return [{ refusal: 'conflict', ConditionCheck: stillElsewhere }, note(table, beside, id)];
}

async function leave(from: Documents, { workspace, id, phone }: Lead): Promise<LeadWrite[]> {
  const home = leadIdOf(workspace, phone);
  if (home === id) return [];
  const place = await placeAt(from, workspace, home);
  const Key = place.kind === 'moved' ? leadKeys.lead(workspace, home) : leadKeys.phone(workspace, home);
  return [
    {
      refusal: 'conflict',
      Delete: {
        TableName: from.table,
        Key,
        ConditionExpression: '#to = :id',
        ExpressionAttributeNames: { '#to': 'to' },
        ExpressionAttributeValues: { ':id': id },
      },
    },
  ];
}

function note(table: string, key: { pk: string; sk: string }, leadId: string): LeadWrite {
  return { refusal: 'conflict', Put: { TableName: table, Item: { ...key, to: leadId }, ConditionExpression: 'attribute_not_exists(pk)' } };
}

async function placeAt({ documents, table }: Documents, workspace: string, leadId: string): Promise<LeadPlace> {
  const Key = leadKeys.lead(workspace, leadId);
  const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  return leadPlaceOf(Item);
}

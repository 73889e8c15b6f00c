import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import type { Documents } from './client.ts';
import { leadKeys } from './keys.ts';
import { leadPut } from './lead-writes.ts';
import { loadChangesOf } from './load-changes-of.ts';
import { refusedActions } from './refused-actions.ts';

/** Adds new leads of one owner, and what they are to the owner's load, in one transaction. */
export async function addLeads(
  { documents, table }: Documents,
  leads: readonly Lead[],
  at: string,
): Promise<'saved' | 'conflict' | { taken: string[] }> {
  const puts = leads.map((after) => ({ Put: leadPut(table, { before: undefined, after }) }));
  try {
    await documents.send(new TransactWriteCommand({ TransactItems: [...puts, ...loadUpdates(table, leads, at)] }));
    return 'saved';
  } catch (error) {
    const { failed } = refusedActions(error);
    return failed.length === 0 ? 'conflict' : { taken: failed.flatMap((index) => leads[index]?.id ?? []) };
  }
}

function loadUpdates(table: string, leads: readonly Lead[], at: string) {
  const [first] = leads;
  if (!first?.owner) return [];
  const by = leads.flatMap((after) => loadChangesOf({ before: undefined, after })).reduce((sum, change) => sum + change.by, 0);
  return [
    {
      Update: {
        TableName: table,
        Key: leadKeys.load(first.workspace, first.owner),
        UpdateExpression: 'SET lastGivenAt = :at ADD #load :by',
        ExpressionAttributeNames: { '#load': 'load' },
        ExpressionAttributeValues: { ':by': by, ':at': at },
      },
    },
  ];
}

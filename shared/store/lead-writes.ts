import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Lead } from '../domain/lead.ts';
import { itemOfDecision } from './kept-decision.ts';
import { itemOfLead } from './kept-lead.ts';
import { leadKeys } from './keys.ts';
import type { LeadChange } from './lead-store.ts';
import { type LoadChange, loadChangesOf } from './load-changes-of.ts';

export type Refusal = 'conflict' | 'handled' | 'at-cap';
type Action = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One action of a transaction, and what it means for the caller when its condition does not hold. */
export type LeadWrite = Action & { refusal: Refusal };

/** The lead itself, on condition that nobody else wrote it since it was read. */
export function leadPut(table: string, { before, after }: Pick<LeadChange, 'before' | 'after'>) {
  const condition = before
    ? { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': before.version } }
    : { ConditionExpression: 'attribute_not_exists(pk)' };
  return { TableName: table, Item: itemOfLead(after), ...condition };
}

/** Everything that a change writes beside a changed number: the lead, the decision once, and the loads that change. */
export function leadWrites(table: string, change: LeadChange): [LeadWrite, ...LeadWrite[]] {
  const { after, decision } = change;
  const lead: LeadWrite = { refusal: 'conflict', Put: leadPut(table, change) };
  const once: LeadWrite[] = decision
    ? [
        {
          refusal: 'handled',
          Put: { TableName: table, Item: itemOfDecision(decision, after), ConditionExpression: 'attribute_not_exists(pk)' },
        },
      ]
    : [];
  const loads = loadChangesOf(change).map((load): LeadWrite => ({ refusal: 'at-cap', Update: loadUpdate(table, load, change) }));
  return [lead, ...once, ...loads];
}

type LoadedLead = { after: Lead; cap?: number | null; at: string };

function loadUpdate(table: string, { agentId, by, given }: LoadChange, { after, cap, at }: LoadedLead) {
  const capped = by === 1 && typeof cap === 'number';
  return {
    TableName: table,
    Key: leadKeys.load(after.workspace, agentId),
    UpdateExpression: given ? 'SET lastGivenAt = :at ADD #load :by' : 'ADD #load :by',
    ExpressionAttributeNames: { '#load': 'load' },
    ExpressionAttributeValues: { ':by': by, ...(given && { ':at': at }), ...(capped && { ':cap': cap }) },
    // Who never had a lead has no item yet, and room for one unless the cap is 0.
    ...(capped && { ConditionExpression: cap > 0 ? 'attribute_not_exists(#load) OR #load < :cap' : '#load < :cap' }),
  };
}

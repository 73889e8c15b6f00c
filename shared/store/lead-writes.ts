import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { followUpRecords } from '../domain/follow-up-records.ts';
import { recordedChange } from '../domain/lead-change.ts';
import { itemOfChange } from './kept-change.ts';
import { itemOfDecision } from './kept-decision.ts';
import { itemOfFollowUp } from './kept-follow-up.ts';
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

/**
 * Everything that a change writes beside a changed number: the lead, the decision once, the loads and the follow-ups that change,
 * and what history tells of it.
 */
export function leadWrites(table: string, change: LeadChange): [LeadWrite, ...LeadWrite[]] {
  const { after, decision } = change;
  const told = recordedChange(change);
  const lead: LeadWrite = { refusal: 'conflict', Put: leadPut(table, change) };
  const once: LeadWrite[] = decision
    ? [
        {
          refusal: 'handled',
          Put: {
            TableName: table,
            Item: itemOfDecision(decision, { ...after, status: told?.status }),
            ConditionExpression: 'attribute_not_exists(pk)',
          },
        },
      ]
    : told
      ? [{ refusal: 'conflict', Put: { TableName: table, Item: itemOfChange(after, told) } }]
      : [];
  const loads = loadChangesOf(change).map(
    (load): LeadWrite => ({
      // A load that grew since the decision may be at the cap or not: who decides again finds out.
      refusal: change.load === undefined ? 'at-cap' : 'conflict',
      Update: loadUpdate(table, load, change),
    }),
  );
  // The condition on the lead holds for its follow-ups too.
  const followUps = followUpRecords(change).map(
    (record): LeadWrite => ({ refusal: 'conflict', Put: { TableName: table, Item: itemOfFollowUp(record) } }),
  );
  return [lead, ...once, ...loads, ...followUps];
}

type LoadedLead = Pick<LeadChange, 'after' | 'cap' | 'load' | 'at'>;

function loadUpdate(table: string, { agentId, by, given }: LoadChange, { after, cap, load, at }: LoadedLead) {
  const below = Math.min(cap ?? Number.POSITIVE_INFINITY, load === undefined ? Number.POSITIVE_INFINITY : load + 1);
  const limited = by === 1 && Number.isFinite(below);
  return {
    TableName: table,
    Key: leadKeys.load(after.workspace, agentId),
    UpdateExpression: given ? 'SET lastGivenAt = :at ADD #load :by' : 'ADD #load :by',
    ExpressionAttributeNames: { '#load': 'load' },
    ExpressionAttributeValues: { ':by': by, ...(given && { ':at': at }), ...(limited && { ':below': below }) },
    // Who never had a lead has no item yet, and room for one unless the cap is 0.
    ...(limited && { ConditionExpression: below > 0 ? 'attribute_not_exists(#load) OR #load < :below' : '#load < :below' }),
  };
}

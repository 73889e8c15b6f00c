import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { AssignmentRuns } from './assignment-runs.ts';
import { documentsOf, type Table } from './client.ts';
import { workspaceKeys } from './keys.ts';

const keptRun = z.object({ dailyUntil: z.string().nullable().default(null), openRun: z.string().nullable().default(null) });

/** Runs in the table of workspaces: one item each, and every change of it conditional. */
export function dynamoAssignmentRuns(kept: Table): AssignmentRuns {
  const { documents, table } = documentsOf(kept);

  /** @returns the item as it is then; undefined where the condition does not hold. */
  async function update(workspace: string, change: Omit<UpdateCommandInput, 'TableName' | 'Key'>) {
    try {
      const Key = workspaceKeys.run(workspace);
      const { Attributes } = await documents.send(new UpdateCommand({ TableName: table, Key, ReturnValues: 'ALL_NEW', ...change }));
      return keptRun.parse(Attributes ?? {});
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  }

  return {
    state: async (workspace) => {
      const Key = workspaceKeys.run(workspace);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      const { dailyUntil, openRun } = keptRun.parse(Item ?? {});
      return { dailyUntil, open: openRun };
    },
    passDaily: async (workspace, until) => {
      await update(workspace, {
        UpdateExpression: 'SET dailyUntil = :until',
        ConditionExpression: 'attribute_not_exists(dailyUntil) OR dailyUntil < :until',
        ExpressionAttributeValues: { ':until': until },
      });
    },
    openDaily: async (workspace, { id, seen, at }) => {
      const opened = await update(workspace, {
        UpdateExpression: 'SET dailyUntil = :at, openRun = :id',
        ConditionExpression: 'dailyUntil = :seen',
        ExpressionAttributeValues: { ':at': at, ':id': id, ':seen': seen },
      });
      return opened !== undefined;
    },
    take: async (workspace, { id, at, until }) => {
      const taken = await update(workspace, {
        UpdateExpression: `SET takenUntil = :until${id === undefined ? '' : ', openRun = if_not_exists(openRun, :id)'}`,
        ConditionExpression: `(attribute_not_exists(takenUntil) OR takenUntil < :at)${id === undefined ? ' AND attribute_exists(openRun)' : ''}`,
        ExpressionAttributeValues: { ':until': until, ':at': at, ...(id !== undefined && { ':id': id }) },
      });
      return taken?.openRun ?? undefined;
    },
    end: async (workspace, id, how) => {
      await update(workspace, {
        UpdateExpression: how === 'finished' ? 'REMOVE openRun, takenUntil' : 'REMOVE takenUntil',
        ConditionExpression: 'openRun = :id',
        ExpressionAttributeValues: { ':id': id },
      });
    },
  };
}

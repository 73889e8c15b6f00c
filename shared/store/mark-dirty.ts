import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Documents } from './client.ts';
import { packCause } from './kept-day.ts';
import { reportKeys } from './keys.ts';
import type { DirtyDay } from './report-store.ts';

/** So many causes are noted on a mark: enough to say why, and the item stays within one write unit. */
const mostCauses = 20;

/** Replaces the mark of a day and adds to its causes, as long as there are few. */
export async function markDirty({ documents, table }: Documents, dirty: DirtyDay): Promise<void> {
  const causes = (dirty.causes ?? []).slice(0, mostCauses).map(packCause);
  const update = markOf(table, dirty);
  if (causes.length === 0) return void (await documents.send(new UpdateCommand(update)));
  try {
    await documents.send(
      new UpdateCommand({
        ...update,
        UpdateExpression: `${update.UpdateExpression} ADD causes :causes`,
        ConditionExpression: 'attribute_not_exists(causes) OR size(causes) < :most',
        ExpressionAttributeValues: { ...update.ExpressionAttributeValues, ':causes': new Set(causes), ':most': mostCauses },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    await documents.send(new UpdateCommand(update));
  }
}

function markOf(table: string, { workspace, day, mark, markedAt, rebuildAskedAt }: DirtyDay) {
  return {
    TableName: table,
    Key: reportKeys.dirty(workspace, day),
    UpdateExpression: `SET workspace = :workspace, #day = :day, mark = :mark, markedAt = :markedAt${rebuildAskedAt ? ', rebuildAskedAt = :asked' : ''}`,
    ExpressionAttributeNames: { '#day': 'day' },
    ExpressionAttributeValues: {
      ...{ ':workspace': workspace, ':day': day, ':mark': mark, ':markedAt': markedAt },
      ...(rebuildAskedAt && { ':asked': rebuildAskedAt }),
    },
  } satisfies UpdateCommandInput;
}

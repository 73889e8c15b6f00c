import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Documents } from './client.ts';
import { workspaceKeys } from './keys.ts';
import { requestExpiryOf } from './request-expiry.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** Requests with an Idempotency-Key. One write says whether the key is free or its body the same. */
export function dynamoRequests({ documents, table }: Documents): Pick<WorkspaceStore, 'keepRequest' | 'forgetRequest'> {
  return {
    keepRequest: async (workspace, { key, body, at }) => {
      const Item = { ...workspaceKeys.request(workspace, key), body, expiresAt: requestExpiryOf(at) };
      const ConditionExpression = 'attribute_not_exists(pk) OR body = :body';
      const values = { ExpressionAttributeValues: { ':body': body } };
      try {
        await documents.send(new PutCommand({ TableName: table, Item, ConditionExpression, ...values }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    forgetRequest: async (workspace, key) => {
      await documents.send(new DeleteCommand({ TableName: table, Key: workspaceKeys.request(workspace, key) }));
    },
  };
}

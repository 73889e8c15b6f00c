import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, type PutCommandInput, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { defaultPolicy } from '../domain/workspace.ts';
import { builtInLeadStatuses } from './built-in-lead-statuses.ts';
import { documentsOf, type Table } from './client.ts';
import { dynamoRequests } from './dynamo-requests.ts';
import { dynamoTokens } from './dynamo-tokens.ts';
import { directoryOf, entityOf } from './kept-workspace.ts';
import { workspaceKeys } from './keys.ts';
import { queryAll } from './query-all.ts';
import { refusedActions } from './refused-actions.ts';
import type { WorkspaceStore } from './workspace-store.ts';

/** Workspaces, their people and tokens in DynamoDB. All reads see every write before them; functions keep the answers for seconds. */
export function dynamoWorkspaceStore(kept: Table): WorkspaceStore {
  const here = documentsOf(kept);
  const { documents, table } = here;
  const tokens = dynamoTokens(here);
  const partition = (pk: string) =>
    queryAll(here, { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk }, ConsistentRead: true });

  async function put(item: Record<string, unknown>, condition: Partial<PutCommandInput> = {}): Promise<boolean> {
    try {
      await documents.send(new PutCommand({ TableName: table, Item: item, ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  async function replacePart(workspace: string, part: 'workspace' | 'settings' | 'policy', value: object): Promise<void> {
    const item = { ...workspaceKeys.part(workspace, part), value };
    const isThere = await put(item, { ConditionExpression: 'attribute_exists(pk)' });
    if (!isThere) throw new Error(`Cannot write the ${part} of the workspace "${workspace}": there is none. Create it first`);
  }

  return {
    workspaces: async () => (await partition(workspaceKeys.workspaces)).map(({ sk }) => String(sk)),
    directory: async (workspace) => directoryOf(workspace, await partition(workspace)),
    createWorkspace: async ({ id, name, settings, createdAt }) => {
      const items = [
        { ...workspaceKeys.part(id, 'workspace'), value: { name, createdAt } },
        { ...workspaceKeys.part(id, 'settings'), value: settings },
        { ...workspaceKeys.part(id, 'policy'), value: defaultPolicy },
        workspaceKeys.known(id),
        ...builtInLeadStatuses.map((status) => ({ ...workspaceKeys.entity(id, 'lead-status', status.id), value: status })),
      ];
      const puts = items.map((Item) => ({ Put: { TableName: table, Item, ConditionExpression: 'attribute_not_exists(pk)' } }));
      try {
        await documents.send(new TransactWriteCommand({ TransactItems: puts }));
        return true;
      } catch (error) {
        if (refusedActions(error).failed.length > 0) return false;
        throw error;
      }
    },
    renameWorkspace: async (workspace, name) => {
      const Key = workspaceKeys.part(workspace, 'workspace');
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      await replacePart(workspace, 'workspace', { ...Item?.value, name });
    },
    removeWorkspace: async (workspace) => {
      for (const { id } of await tokens.tokens(workspace)) await tokens.removeToken(workspace, id);
      const remove = (Key: { pk: string; sk: string }) => documents.send(new DeleteCommand({ TableName: table, Key }));
      // The workspace itself goes last: what was begun is found again, and ended.
      const itself = workspaceKeys.part(workspace, 'workspace');
      const others = (await partition(workspace)).map(({ sk }) => ({ pk: workspace, sk: String(sk) })).filter(({ sk }) => sk !== itself.sk);
      await Promise.all(others.map(remove));
      await remove(workspaceKeys.known(workspace));
      await remove(itself);
    },
    saveSettings: (workspace, settings) => replacePart(workspace, 'settings', settings),
    savePolicy: (workspace, policy) => replacePart(workspace, 'policy', policy),
    entity: async (workspace, kind, id) => {
      const Key = workspaceKeys.entity(workspace, kind, id);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && entityOf(Item);
    },
    entities: async (workspace, kind) => {
      const items = await queryAll(here, {
        KeyConditionExpression: 'pk = :workspace AND begins_with(sk, :kind)',
        ExpressionAttributeValues: { ':workspace': workspace, ':kind': workspaceKeys.kind(kind) },
        ConsistentRead: true,
      });
      return items.map(entityOf);
    },
    saveEntity: (workspace, kind, entity, options) => {
      const item = { ...workspaceKeys.entity(workspace, kind, entity.id), value: entity };
      return put(item, options?.ifNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {});
    },
    removeEntity: async (workspace, kind, id) => {
      const Key = workspaceKeys.entity(workspace, kind, id);
      const { Attributes } = await documents.send(new DeleteCommand({ TableName: table, Key, ReturnValues: 'ALL_OLD' }));
      return Attributes !== undefined;
    },
    ...dynamoRequests(here),
    ...tokens,
  };
}

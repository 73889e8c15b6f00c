import { timingSafeEqual } from 'node:crypto';
import { GetCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type ApiToken, roles } from '../domain/workspace.ts';
import type { Documents } from './client.ts';
import { workspaceKeys } from './keys.ts';
import { queryAll } from './query-all.ts';
import { refusedActions } from './refused-actions.ts';

const keptToken = z.object({
  id: z.string(),
  workspace: z.string(),
  name: z.string(),
  role: z.enum(roles),
  agent: z.string().nullable(),
  branch: z.string().nullable(),
  department: z.string().nullable(),
  hash: z.string(),
  createdAt: z.string(),
}) satisfies z.ZodType<ApiToken>;

const keysOf = ({ workspace, id, hash }: ApiToken) => [workspaceKeys.token(hash), workspaceKeys.listedToken(workspace, id)];

/** A token lies under its hash, for the one who shows it, and in the list of its workspace. */
export function dynamoTokens(here: Documents) {
  const { documents, table } = here;

  async function tokenByHash(hash: string): Promise<ApiToken | undefined> {
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key: workspaceKeys.token(hash), ConsistentRead: true }));
    const token = Item && keptToken.parse(Item);
    return token && isSame(token.hash, hash) ? token : undefined;
  }

  async function tokens(workspace: string): Promise<ApiToken[]> {
    const items = await queryAll(here, {
      KeyConditionExpression: 'pk = :tokens',
      ExpressionAttributeValues: { ':tokens': workspaceKeys.tokens(workspace) },
      ConsistentRead: true,
    });
    return items.map((item) => keptToken.parse(item));
  }

  async function saveToken(token: ApiToken, { ifNew = false }: { ifNew?: boolean } = {}): Promise<boolean> {
    const condition = ifNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {};
    const puts = keysOf(token).map((key) => ({ Put: { TableName: table, Item: { ...key, ...keptToken.parse(token) }, ...condition } }));
    try {
      await documents.send(new TransactWriteCommand({ TransactItems: puts }));
      return true;
    } catch (error) {
      if (!ifNew) throw error;
      refusedActions(error);
      return false;
    }
  }

  async function removeToken(workspace: string, id: string): Promise<boolean> {
    const Key = workspaceKeys.listedToken(workspace, id);
    const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
    if (!Item) return false;
    const deletes = keysOf(keptToken.parse(Item)).map((key) => ({ Delete: { TableName: table, Key: key } }));
    await documents.send(new TransactWriteCommand({ TransactItems: deletes }));
    return true;
  }

  return { tokenByHash, tokens, saveToken, removeToken };
}

/** Takes as long for the first letter that differs as for the last. */
function isSame(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

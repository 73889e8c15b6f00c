import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Connection } from '../domain/workspace.ts';
import { documentsOf, type Table } from './client.ts';
import type { ConnectionStore } from './connection-store.ts';
import { connectionKeys } from './keys.ts';
import { queryAll } from './query-all.ts';

/** Pairs, as DynamoDB refuses a map with the empty word for a key, which some diallers send. */
const keptWords = z.array(z.tuple([z.string(), z.string()]));

const keptConnection = z.object({
  id: z.string(),
  workspace: z.string(),
  dialler: z.string(),
  name: z.string(),
  secrets: z.array(z.string()),
  timezone: z.string().nullable(),
  region: z.string().nullable(),
  campaign: z.string().nullable(),
  publicUrl: z.string().nullable(),
  statusMap: keptWords,
  fieldMap: keptWords.nullable(),
  createdAt: z.string(),
});

function itemOf(connection: Connection): Record<string, unknown> {
  const { statusMap, fieldMap, ...plain } = connection;
  const kept = keptConnection.parse({ ...plain, statusMap: Object.entries(statusMap), fieldMap: fieldMap && Object.entries(fieldMap) });
  return { ...connectionKeys.connection(connection.id), ws: connection.workspace, ...kept };
}

function connectionOf(item: Record<string, unknown>): Connection {
  const { statusMap, fieldMap, ...plain } = keptConnection.parse(item);
  return { ...plain, statusMap: Object.fromEntries(statusMap), fieldMap: fieldMap && Object.fromEntries(fieldMap) };
}

/** Connections and their secrets in DynamoDB. */
export function dynamoConnectionStore(kept: Table): ConnectionStore {
  const here = documentsOf(kept);
  const { documents, table } = here;

  return {
    get: async (id) => {
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key: connectionKeys.connection(id), ConsistentRead: true }));
      return Item && connectionOf(Item);
    },
    list: async (workspace) => {
      const items = await queryAll(here, {
        IndexName: 'by-workspace',
        KeyConditionExpression: 'ws = :workspace',
        ExpressionAttributeValues: { ':workspace': workspace },
      });
      return items.map(connectionOf);
    },
    save: async (connection, options) => {
      const Item = itemOf(connection);
      const condition = options?.ifNew ? { ConditionExpression: 'attribute_not_exists(pk)' } : {};
      try {
        await documents.send(new PutCommand({ TableName: table, Item, ...condition }));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
    remove: async (id) => {
      const Key = connectionKeys.connection(id);
      const { Attributes } = await documents.send(new DeleteCommand({ TableName: table, Key, ReturnValues: 'ALL_OLD' }));
      return Attributes !== undefined;
    },
  };
}

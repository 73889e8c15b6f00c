import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { Connection } from '../domain/workspace.ts';
import { documentsOf, type Table } from './client.ts';
import type { ConnectionStore, ListedConnection } from './connection-store.ts';
import { connectionKeys } from './keys.ts';
import { queryAll } from './query-all.ts';

/** Pairs, as DynamoDB refuses a map with the empty word for a key, which some diallers send. */
const keptWords = z.array(z.tuple([z.string(), z.string()]));

const shared = {
  id: z.string(),
  workspace: z.string(),
  dialler: z.string(),
  name: z.string(),
  timezone: z.string().nullable(),
  region: z.string().nullable(),
  campaign: z.string().nullable(),
  publicUrl: z.string().nullable(),
  statusMap: keptWords,
  fieldMap: keptWords.nullable(),
  createdAt: z.string(),
};
const keptConnection = z.object({ ...shared, secrets: z.array(z.string()) });
const listedConnection = z.object({ ...shared, secretCount: z.number() });

function itemOf(connection: Connection): Record<string, unknown> {
  const { statusMap, fieldMap, ...plain } = connection;
  const kept = keptConnection.parse({ ...plain, statusMap: Object.entries(statusMap), fieldMap: fieldMap && Object.entries(fieldMap) });
  return { ...connectionKeys.connection(connection.id), ws: connection.workspace, secretCount: kept.secrets.length, ...kept };
}

function connectionOf(item: Record<string, unknown>): Connection {
  return withMaps(keptConnection.parse(item));
}

function listedOf(item: Record<string, unknown>): ListedConnection {
  return withMaps(listedConnection.parse(item));
}

type Maps = { statusMap: [string, string][]; fieldMap: [string, string][] | null };

function withMaps<Kept extends Maps>({ statusMap, fieldMap, ...plain }: Kept) {
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
      return items.map(listedOf);
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

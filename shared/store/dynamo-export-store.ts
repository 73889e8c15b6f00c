import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { compare } from '../domain/said.ts';
import { documentsOf, type Table } from './client.ts';
import type { ExportStore } from './export-store.ts';
import { exportOfItem, itemOfExport } from './kept-export.ts';
import { exportKeys } from './keys.ts';
import { queryAll } from './query-all.ts';

const shown =
  'id workspace question format name bom timezone diallers createdAt schedule turn lease failures rows asOf updatedAt version'.split(' ');
// Words that DynamoDB keeps for itself.
const reserved = { '#state': 'state', '#progress': 'progress', '#file': 'file', '#error': 'error' };

/** Exports in DynamoDB, for as long as their files are kept. */
export function dynamoExportStore(kept: Table): ExportStore {
  const here = documentsOf(kept);
  const { documents, table } = here;
  return {
    get: async (workspace, id) => {
      const Key = exportKeys.export(workspace, id);
      const { Item } = await documents.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && exportOfItem(Item);
    },
    list: async (workspace) => {
      const names = Object.fromEntries(shown.map((name) => [`#${name}`, name]));
      const items = await queryAll(here, {
        KeyConditionExpression: 'pk = :exports',
        ExpressionAttributeNames: { ...names, ...reserved },
        ExpressionAttributeValues: { ':exports': exportKeys.exports(workspace) },
        ProjectionExpression: [...Object.keys(names), ...Object.keys(reserved)].join(', '),
        ConsistentRead: true,
      });
      return items.map(exportOfItem).toSorted((a, b) => compare(b.createdAt, a.createdAt) || compare(a.id, b.id));
    },
    save: async (one) => {
      const condition =
        one.version === 1
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': one.version - 1 } };
      try {
        await documents.send(new PutCommand({ TableName: table, Item: itemOfExport(one), ...condition }));
        return 'saved';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'conflict';
        throw error;
      }
    },
  };
}

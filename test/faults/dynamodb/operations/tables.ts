import * as z from 'zod';
import { type Database, tableOf } from '../database.ts';
import { ServiceError } from '../service-error.ts';
import { Table } from '../table.ts';
import { attributesOf, type KeySchema, type TableDefinition, tableDefinition } from '../table-definition.ts';
import { readInput } from './read-input.ts';

const createInput = z.looseObject({ TableName: z.string() });
const describeInput = z.strictObject({ TableName: z.string() });

/** Makes a table, ready at once. @throws Error for what of it is not modelled. */
export function createTable({ tables }: Database, input: unknown): object {
  const { TableName: name, ...definition } = readInput('CreateTable', createInput, input);
  if (tables.has(name)) throw new ServiceError('ResourceInUseException', `Cannot create preexisting table ${name}`);
  const arn = `arn:aws:dynamodb:eu-west-1:000000000000:table/${name}`;
  const table = new Table(tableDefinition({ name, arn, streamArn: undefined }, definition));
  tables.set(name, table);
  return { TableDescription: describe(table) };
}

export function describeTable(database: Database, input: unknown): object {
  return { Table: describe(tableOf(database, readInput('DescribeTable', describeInput, input).TableName)) };
}

function describe({ definition, items }: Table): object {
  const { name, arn, key, keyTypes, indexes, stream } = definition;
  const types = Object.entries(keyTypes).map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType }));
  return {
    TableName: name,
    TableArn: arn,
    TableStatus: 'ACTIVE',
    KeySchema: schemaOf(key),
    AttributeDefinitions: types,
    ItemCount: items.all().length,
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes.map(indexOf) }),
    ...(stream && { LatestStreamArn: stream.arn, StreamSpecification: { StreamEnabled: true, StreamViewType: stream.view } }),
  };
}

function indexOf({ name, key }: TableDefinition['indexes'][number]): object {
  return { IndexName: name, IndexStatus: 'ACTIVE', KeySchema: schemaOf(key) };
}

function schemaOf(key: KeySchema): object[] {
  return attributesOf(key).map((AttributeName, index) => ({ AttributeName, KeyType: index === 0 ? 'HASH' : 'RANGE' }));
}

import * as z from 'zod';
import type { Access, Place } from './call.ts';

const requestSchema = z.object({
  TableName: z.string().optional(),
  IndexName: z.string().optional(),
  StreamArn: z.string().optional(),
  RequestItems: z.record(z.string(), z.unknown()).optional(),
  TransactItems: z.array(z.record(z.string(), z.object({ TableName: z.string() }))).optional(),
});

/** A transaction needs the permission of each of its members, not one of its own. */
const memberActions: Record<string, string> = {
  Put: 'dynamodb:PutItem',
  Update: 'dynamodb:UpdateItem',
  Delete: 'dynamodb:DeleteItem',
  ConditionCheck: 'dynamodb:ConditionCheckItem',
  Get: 'dynamodb:GetItem',
};

/** Source: service authorization reference, "Actions, resources, and condition keys for Amazon DynamoDB". */
export function dynamodbAccesses(operation: string, document: unknown, place: Place): Access[] {
  const { TableName, IndexName, StreamArn, RequestItems, TransactItems } = requestSchema.parse(document);
  const action = `dynamodb:${operation}`;
  if (TransactItems !== undefined) {
    return TransactItems.flatMap((item) =>
      Object.entries(item).map(([member, { TableName }]) => ({
        action: memberActions[member] ?? action,
        resource: tableArn(TableName, place),
      })),
    );
  }
  if (RequestItems !== undefined) return Object.keys(RequestItems).map((table) => ({ action, resource: tableArn(table, place) }));
  if (TableName === undefined) return [{ action, resource: StreamArn ?? '*' }];
  const table = tableArn(TableName, place);
  return [{ action, resource: IndexName === undefined ? table : `${table}/index/${IndexName}` }];
}

function tableArn(nameOrArn: string, { region, account }: Place): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:dynamodb:${region}:${account}:table/${nameOrArn}`;
}

import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { TableName, Tables, tableDefinitions } from './tables.ts';

type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

type TableGrant<Name extends TableName> = { table: Name; actions: readonly ItemAction[] };
type IndexGrant<Name extends TableName> = {
  table: Name;
  index: keyof (typeof tableDefinitions)[Name]['indexes'];
  actions: readonly ['Query'];
};
type BusGrant = { bus: 'redial'; actions: readonly ['PutEvents'] };

/** What a function may do: these actions on one table (not its indexes), on one index, or on the bus. */
export type Grant = { [Name in TableName]: TableGrant<Name> | IndexGrant<Name> }[TableName] | BusGrant;

/** The things that can be granted. */
export type Grantable = { tables: Tables['byName']; bus: IEventBus };

/** The policy statement of a grant: its actions by name, its resource by exact ARN. */
export function statementOf(grant: Grant, { tables, bus }: Grantable): PolicyStatement {
  if ('bus' in grant) return new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
  const { tableArn } = tables[grant.table];
  const resource = 'index' in grant ? `${tableArn}/index/${grant.index}` : tableArn;
  return new PolicyStatement({ actions: grant.actions.map((action) => `dynamodb:${action}`), resources: [resource] });
}

/** The names that a function with these grants needs to know: `CALLS_TABLE` and the like, `BUS_NAME`. */
export function environmentOf(grants: readonly Grant[], { tables, bus }: Grantable): Record<string, string> {
  return Object.fromEntries(
    grants.map((grant) =>
      'bus' in grant ? ['BUS_NAME', bus.eventBusName] : [`${grant.table.toUpperCase()}_TABLE`, tables[grant.table].tableName],
    ),
  );
}

import type { IEventBus } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { TableName, Tables, tableDefinitions } from './tables.ts';

type ItemAction = 'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';

type TableGrant<Name extends TableName> = { table: Name; actions: readonly ItemAction[] };
type IndexGrant<Name extends TableName> = {
  table: Name;
  index: keyof (typeof tableDefinitions)[Name]['indexes'];
  actions: readonly ['Query'];
};
type BusGrant = { bus: 'redial'; actions: readonly ['PutEvents'] };
type ObjectAction = 'PutObject' | 'GetObject';
/** On the objects of the bucket; uploading in parts is putting, too. */
type BucketGrant = { bucket: 'exports'; actions: readonly ObjectAction[] };

/** What a function may do: these actions on one table (not its indexes), on one index, on the bus, or on the files of exports. */
export type Grant = { [Name in TableName]: TableGrant<Name> | IndexGrant<Name> }[TableName] | BusGrant | BucketGrant;

/** The things that can be granted. */
export type Grantable = { tables: Tables['byName']; bus: IEventBus; exportFiles: IBucket };

/** The policy statement of a grant: its actions by name, its resource by exact ARN. */
export function statementOf(grant: Grant, { tables, bus, exportFiles }: Grantable): PolicyStatement {
  if ('bus' in grant) return new PolicyStatement({ actions: ['events:PutEvents'], resources: [bus.eventBusArn] });
  if ('bucket' in grant) {
    return new PolicyStatement({
      actions: grant.actions.map((action) => `s3:${action}`),
      resources: [exportFiles.arnForObjects('exports/*')],
    });
  }
  const { tableArn } = tables[grant.table];
  const resource = 'index' in grant ? `${tableArn}/index/${grant.index}` : tableArn;
  return new PolicyStatement({ actions: grant.actions.map((action) => `dynamodb:${action}`), resources: [resource] });
}

/** The names that a function with these grants needs to know: `CALLS_TABLE` and the like, `BUS_NAME`, `EXPORTS_BUCKET`. */
export function environmentOf(grants: readonly Grant[], { tables, bus, exportFiles }: Grantable): Record<string, string> {
  const named = (grant: Grant): [name: string, value: string] => {
    if ('bus' in grant) return ['BUS_NAME', bus.eventBusName];
    if ('bucket' in grant) return ['EXPORTS_BUCKET', exportFiles.bucketName];
    return [`${grant.table.toUpperCase()}_TABLE`, tables[grant.table].tableName];
  };
  return Object.fromEntries(grants.map(named));
}

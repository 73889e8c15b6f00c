import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, StreamViewType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import type { Operations } from '../building-blocks/operations.ts';

type IndexDefinition = {
  partitionKey: string;
  sortKey: string;
  /** Attributes beside the keys that the index carries; all where not given. */
  attributes?: readonly string[];
};

type TableDefinition = {
  /** Items of a table without one are found by their partition key alone. */
  sortKey?: 'sk';
  /** Others listen to its changes. */
  streamed: boolean;
  indexes: Readonly<Record<string, IndexDefinition>>;
};

/** Every table: its keys are strings, `pk` and, but for calls, `sk`. The items behind the names: `shared/store`. */
export const tableDefinitions = {
  calls: {
    streamed: true,
    // `r` is what reports and lead histories need of a call: as little as possible, for it is read by the million.
    indexes: {
      timeline: { partitionKey: 'tl', sortKey: 'ts', attributes: ['r'] },
      'by-lead': { partitionKey: 'ld', sortKey: 'ls', attributes: ['r'] },
    },
  },
  leads: {
    sortKey: 'sk',
    streamed: true,
    indexes: {
      'by-owner': { partitionKey: 'ow', sortKey: 'os' },
      'by-status': { partitionKey: 'st', sortKey: 'ss' },
      due: { partitionKey: 'du', sortKey: 'dt' },
    },
  },
  reports: { sortKey: 'sk', streamed: false, indexes: {} },
  workspace: { sortKey: 'sk', streamed: false, indexes: {} },
  exports: { sortKey: 'sk', streamed: true, indexes: {} },
  connections: {
    sortKey: 'sk',
    streamed: false,
    // Everything but the secrets: who lists connections has no use for them.
    indexes: {
      'by-workspace': {
        partitionKey: 'ws',
        sortKey: 'pk',
        attributes: [
          'id',
          'workspace',
          'dialler',
          'name',
          'secretCount',
          'timezone',
          'region',
          'campaign',
          'publicUrl',
          'statusMap',
          'fieldMap',
          'createdAt',
        ],
      },
    },
  },
  quarantine: { sortKey: 'sk', streamed: false, indexes: {} },
} as const satisfies Record<string, TableDefinition>;

export type TableName = keyof typeof tableDefinitions;

/** The tables: on demand, encrypted, restorable to any second of 35 days, and kept when the stack goes (unless told to destroy). */
export class Tables extends Construct {
  readonly byName: Readonly<Record<TableName, Table>>;

  constructor(scope: Construct, id: string, { removalPolicy }: Pick<Operations, 'removalPolicy'>) {
    super(scope, id);
    const made = Object.entries(tableDefinitions).map(([name, definition]) => [name, this.#make(name, definition, removalPolicy)]);
    // Object.entries forgets which keys there are.
    this.byName = Object.fromEntries(made) as Record<TableName, Table>;
  }

  #make(name: string, { sortKey, streamed, indexes }: TableDefinition, removalPolicy: RemovalPolicy): Table {
    const table = new Table(this, name.charAt(0).toUpperCase() + name.slice(1), {
      partitionKey: text('pk'),
      ...(sortKey && { sortKey: text(sortKey) }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: removalPolicy !== RemovalPolicy.DESTROY,
      removalPolicy,
      timeToLiveAttribute: 'expiresAt',
      ...(streamed && { stream: StreamViewType.NEW_AND_OLD_IMAGES }),
    });
    for (const [indexName, index] of Object.entries(indexes)) table.addGlobalSecondaryIndex({ indexName, ...schemaOf(index) });
    return table;
  }
}

function schemaOf({ partitionKey, sortKey, attributes }: IndexDefinition) {
  const projection = attributes
    ? { projectionType: ProjectionType.INCLUDE, nonKeyAttributes: [...attributes] }
    : { projectionType: ProjectionType.ALL };
  return { partitionKey: text(partitionKey), sortKey: text(sortKey), ...projection };
}

function text(name: string) {
  return { name, type: AttributeType.STRING };
}

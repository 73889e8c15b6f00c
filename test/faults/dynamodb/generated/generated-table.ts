/** CreateTable's input but for the name: `by-group` projects little, `by-rank` everything; sort keys are numbers. */
export const generatedTable = {
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: keyed('pk', 'sk'),
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'N' },
    { AttributeName: 'g', AttributeType: 'S' },
    { AttributeName: 'o', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    { IndexName: 'by-group', KeySchema: keyed('g', 'o'), Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['a', 'm'] } },
    { IndexName: 'by-rank', KeySchema: keyed('pk', 'o'), Projection: { ProjectionType: 'ALL' } },
  ],
};

function keyed(partition: string, sort: string): object[] {
  return [
    { AttributeName: partition, KeyType: 'HASH' },
    { AttributeName: sort, KeyType: 'RANGE' },
  ];
}

import { aQueue, arnOf, aTable, aWiring } from '../front-door/a-wiring.ts';

/** What the tests of the parts keep: a table with a stream, a queue with a dead-letter queue, a bucket. */
export const table = {
  ...aTable('Calls', { StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' } }),
  timeToLiveAttribute: 'expiresAt',
};
const dead = aQueue('dead');
export const queue = aQueue('inbox', { queueArn: arnOf('sqs', 'dead'), maxReceiveCount: 1 });
export const wiring = aWiring({
  tables: [table],
  queues: [queue, dead],
  buckets: [{ logicalId: 'Exports', name: 'exports', arn: 'arn:aws:s3:::exports' }],
});

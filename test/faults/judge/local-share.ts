import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import type { Part } from '../../../local/parts/part.ts';

/** Every so many seeds, one has its tables in DynamoDB Local, where it takes a second or two. An odd number: so every scenario comes there. */
export const dynamoDbLocalEvery = 91;

/** DynamoDB Local, empty, where one of these seeds has its tables there; whoever starts it stops it. */
export async function localShare(seeds: readonly number[]): Promise<Part | undefined> {
  return seeds.some((seed) => seed % dynamoDbLocalEvery === 0) ? startDynamoDbLocal({ folder: 'memory' }) : undefined;
}

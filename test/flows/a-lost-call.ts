import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { RecordedCall } from '../../shared/domain/call.ts';
import { callFrom } from '../../shared/domain/call-from.ts';
import { dynamoCallStore } from '../../shared/store/dynamo-call-store.ts';
import { callIdOf } from '../../shared/store/ids.ts';
import { aFact, aFrame } from '../builders.ts';
import type { Flow } from './a-stack.ts';

/** A call that was last heard of three hours ago, ringing; put into the table, as no test waits for so long. */
export async function aLostCall({ stack, workspace }: Flow): Promise<RecordedCall> {
  const occurredAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
  const facts = [aFact({ occurredAt, direction: 'outbound' })];
  const [frame, externalId] = [aFrame(), 'lost'];
  const id = callIdOf(workspace, 'cn_1', externalId);
  const call: RecordedCall = { id, workspace, connection: 'cn_1', externalId, version: 1, frame, facts, call: callFrom(facts, frame) };
  const table = stack.wiring.functions.find(({ environment }) => environment.CALLS_TABLE)?.environment.CALLS_TABLE ?? '';
  const client = new DynamoDBClient({
    endpoint: stack.dynamoDbUrl,
    region: 'local',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  await dynamoCallStore({ client, table }).save(call);
  client.destroy();
  return call;
}

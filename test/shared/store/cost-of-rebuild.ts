import { reframedCall } from '../../../shared/domain/reframed-call.ts';
import { dynamoCallStore } from '../../../shared/store/dynamo-call-store.ts';
import { aFact, at } from '../../builders.ts';
import { aRecordedCall } from './a-recorded-call.ts';
import { countUnits } from './count-units.ts';
import { clientFor } from './dynamo-for-tests.ts';
import { createTables } from './tables.ts';

/** Units of one call: written on the same day, written on another, and read. */
export type RebuildCost = { staying: number; moving: number; reading: number };

/** What framing a call of a lead by another zone costs in DynamoDB, indexes included. */
export async function costOfRebuild(endpoint: string): Promise<RebuildCost> {
  const client = clientFor(endpoint);
  const calls = dynamoCallStore({ client, table: (await createTables(client)).calls });
  const units = countUnits(client);
  const call = aRecordedCall({ workspace: 'w_1', facts: [aFact({ signal: 'busy', startedAt: at(-6 * 3600) })], frame: { leadId: 'l_1' } });
  await calls.save(call);
  const framed = (known: typeof call, timezone: string) =>
    reframedCall(known, { settings: { timezone, machineIsConversation: false }, mayChange: () => true }) ?? known;
  const inKathmandu = framed(call, 'Asia/Kathmandu');
  const staying = await units.since(() => calls.save(inKathmandu));
  const moving = await units.since(() => calls.save(framed(inKathmandu, 'America/New_York')));
  const reading = await units.since(() => calls.getMany('w_1', [call.id]));
  client.destroy();
  return { staying: staying.write, moving: moving.write, reading: reading.read };
}

import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

export type Units = { write: number; read: number };

const capacity = z.object({ CapacityUnits: z.number() });
const answer = z.object({ ConsumedCapacity: z.union([capacity, z.array(capacity)]).optional() });

/** What everything that is sent through the client from now on costs, indexes included; `since` measures one piece of work. */
export function countUnits(client: DynamoDBClient): { since: (work: () => Promise<unknown>) => Promise<Units> } {
  const total: Units = { write: 0, read: 0 };
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        const result = await next({ ...args, input: { ...args.input, ReturnConsumedCapacity: 'INDEXES' } });
        const kind = /Put|Update|Delete|Write/.test(commandName ?? '') ? 'write' : 'read';
        for (const { CapacityUnits } of [answer.parse(result.output).ConsumedCapacity ?? []].flat()) total[kind] += CapacityUnits;
        return result;
      },
    { step: 'initialize' },
  );
  return {
    since: async (work) => {
      const before = { ...total };
      await work();
      return { write: total.write - before.write, read: total.read - before.read };
    },
  };
}

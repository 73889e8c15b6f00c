import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unordered } from './comparable.ts';
import { dynamoDbLocal, type Engine, inProcess } from './engines.ts';
import { generatedTable } from './generated/generated-table.ts';
import { generatedRequest, prefix, type Request } from './generated/requests.ts';
import { said } from './said.ts';

let local: Engine;
let ours: Engine;
beforeAll(async () => {
  [local, ours] = [await dynamoDbLocal(), inProcess()];
  const StreamSpecification = { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' };
  const create = { operation: 'CreateTable', input: { TableName: 'generated', ...generatedTable, StreamSpecification } };
  for (const engine of [local, ours]) await engine.ask(create);
});
afterAll(() => local.stop());

let runs = 0;

/** The requests for keys that no other run has. */
function apart(requests: readonly Request[]): Request[] {
  runs += 1;
  return JSON.parse(JSON.stringify(requests).replaceAll(prefix, `${runs}#`));
}

/** Of every item, what happened to it in what order; the changes of one transaction have no order among items. */
async function histories(engine: Engine): Promise<Record<string, unknown>> {
  const changes = await engine.changes('generated');
  const told = changes.map(({ eventName, dynamodb: { Keys, NewImage, OldImage, StreamViewType } }: Change) => ({
    item: unordered([Keys])[0],
    change: unordered([{ eventName, NewImage, OldImage, StreamViewType }])[0],
  }));
  return Object.fromEntries(Map.groupBy(told, ({ item }) => String(item)));
}
type Change = { eventName?: unknown; dynamodb: { Keys?: unknown; NewImage?: unknown; OldImage?: unknown; StreamViewType?: unknown } };

describe('the in-process DynamoDB', () => {
  it('answers every request as DynamoDB Local does, and streams the same changes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(generatedRequest, { minLength: 10, maxLength: 30, size: 'max' }), async (generated) => {
        for (const request of apart(generated)) {
          const [theirs, mine] = [await said(local, request), await said(ours, request)];
          expect({ request, answer: mine }).toEqual({ request, answer: theirs });
        }
      }),
      { numRuns: 30 },
    );
    expect(await histories(ours)).toEqual(await histories(local));
  }, 60_000);
});

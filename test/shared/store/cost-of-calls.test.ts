import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import type { Part } from '../../../local/parts/part.ts';
import { type CallCost, costOfCalls } from '../../bench/write-units.ts';
import { costOfRebuild, type RebuildCost } from './cost-of-rebuild.ts';

let dynamo: Part;
let costs: CallCost[];
let rebuilt: RebuildCost;
beforeAll(async () => {
  dynamo = await startDynamoDbLocal({ folder: 'memory' });
  costs = await costOfCalls(dynamo.url);
  rebuilt = await costOfRebuild(dynamo.url);
});
afterAll(() => dynamo.stop());

describe('a call told by two webhooks', () => {
  it('costs at most 7 write units, indexes included', () => {
    expect(costs.length).toBeGreaterThan(2);
    for (const { told } of costs) expect(told.write).toBeLessThanOrEqual(7);
  });

  it('costs 6 where nothing unusual is said', () => {
    expect(costs.slice(0, 2).map(({ told }) => told.write)).toEqual([6, 6]);
  });

  it('costs half a read unit and no write when its last webhook comes again', () => {
    for (const { again } of costs) expect(again).toEqual({ write: 0, read: 0.5 });
  });
});

describe('a call that a rebuild frames by another zone', () => {
  it('costs one write unit where it stays on its day, and four where it moves, on its lead as well', () => {
    expect(rebuilt).toEqual({ staying: 1, moving: 4, reading: 0.5 });
  });
});

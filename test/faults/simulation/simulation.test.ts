import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDbLocal } from '../../../local/parts/dynamodb-local.ts';
import type { Part } from '../../../local/parts/part.ts';
import { aFlow, callsUnderTrouble, synthesisedWiring } from './a-flow.ts';
import { type FaultKind, type FaultRates, faultKinds } from './fault-kinds.ts';
import { createSimulation, type SimulationOptions } from './simulation.ts';

const kinds = Object.keys(faultKinds) as FaultKind[]; // the table's own keys
const all = (rate: number): FaultRates => Object.fromEntries(kinds.map((kind) => [kind, rate]));

async function ranWith(options: Partial<SimulationOptions>) {
  const flow = await aFlow(options);
  await callsUnderTrouble(flow);
  const { simulation } = flow;
  const state = await simulation.state();
  await simulation.close();
  const text = JSON.stringify([simulation.trace, state.tables, state.deadLetters, state.events]);
  return { flow, simulation, state, print: createHash('sha256').update(text).digest('hex') };
}

describe('a simulation without faults', () => {
  it('takes a busy call from the webhook to another agent and into the report', async () => {
    const { simulation, api, leadIds, says } = await aFlow();
    await says(0, { status: 'busy' });
    await simulation.runUntilQuiet();

    expect(await api('GET', `/api/leads/${leadIds[0]}`)).toMatchObject({ status: 'not-picked', owner: { name: 'Ravi' } });
    const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Kolkata' }).format(simulation.now());
    const report = await api('GET', `/api/reports?from=${day}&to=${day}`);
    expect(report.totals).toMatchObject({ calls: 1, attempts: 1, connected: 0 });
    const { injectedByKind, denials, deadLetters } = await simulation.state();
    expect({ injectedByKind, denials }).toEqual({ injectedByKind: {}, denials: [] });
    expect(Object.values(deadLetters).flat()).toEqual([]);
  });

  it('refuses a function what its role does not allow', async () => {
    const wiring = synthesisedWiring();
    const functions = wiring.functions.map((fn) =>
      fn.name.includes('Reassign') ? { ...fn, policies: fn.policies.filter(isOfMapping) } : fn,
    );
    const { simulation, says } = await aFlow({ wiring: { ...wiring, functions } });
    await says(0, { status: 'busy' });
    await simulation.runUntilQuiet();
    const { denials, deadLetters } = await simulation.state();
    expect(denials[0]).toMatchObject({ functionName: expect.stringContaining('Reassign'), action: expect.stringMatching(/^dynamodb:/) });
    expect(Object.values(deadLetters).flat()).not.toEqual([]);
  });
});

function isOfMapping({ actions }: { actions: string[] }): boolean {
  return actions.every((action) => /^(sqs|logs):/.test(action));
}

describe('a seed', () => {
  it('gives the same run, byte for byte, in new environments and in those of other seeds', async () => {
    const faults = all(0.02);
    const first = await ranWith({ seed: 12, faults });
    await ranWith({ seed: 3, faults });
    const again = await ranWith({ seed: 12, faults });
    expect(again.print).toBe(first.print);
    expect(first.simulation.injected.length).toBeGreaterThan(5);
  });

  it('gives another run than its neighbour', async () => {
    const faults = all(0.02);
    expect((await ranWith({ seed: 21, faults })).print).not.toBe((await ranWith({ seed: 22, faults })).print);
  });

  it('can be replayed by the faults that it injected', async () => {
    const { simulation, print } = await ranWith({ seed: 5, faults: all(0.02) });
    const replayed = await ranWith({ seed: 5, faults: {}, schedule: simulation.injected });
    expect(replayed.print).toBe(print);
  });
});

describe('faults', () => {
  it('let a function that was timed out go on as a zombie', async () => {
    const { simulation } = await ranWith({ seed: 41, faults: { 'time-out': 0.05 } });
    const timedOut = simulation.trace.findIndex(({ what }) => what.endsWith('Sandbox.Timedout'));
    const environment = simulation.trace[timedOut]?.what.split(' ')[0] ?? '';
    const later = simulation.trace.slice(timedOut + 1).filter(({ what }) => what.startsWith(`${environment} `));
    expect(later.length).toBeGreaterThan(0);
  });
});

describe('what makes no sense', () => {
  const wiring = synthesisedWiring();
  it.each([
    ['a broken seed', { seed: 1.5 }, /seed 1\.5: a seed is a whole number/],
    ['a negative seed', { seed: -1 }, /whole number/],
    ['a kind that is none', { faults: { throtle: 0.1 } as FaultRates }, /"throtle": that is no kind of fault\. Kinds are/],
    ['a rate over 1', { faults: { throttle: 2 } }, /rate of 2: a rate is from 0 to 1/],
    ['rates that do not fit together', { faults: { throttle: 0.6, delay: 0.6 } }, /sum up to 1\.2/],
    [
      'a fault of schedules where there are none',
      { wiring: { ...wiring, schedules: [] }, faults: { 'schedule-late': 0.1 } },
      /has no schedule/,
    ],
    [
      'a fault of streams where there are none',
      { wiring: { ...wiring, mappings: [] }, faults: { 'record-again': 0.1 } },
      /mapping of a stream/,
    ],
    [
      'a planned fault of schedules where there are none',
      { wiring: { ...wiring, schedules: [] }, schedule: ['schedule-late@schedule-1#1'] },
      /has no schedule/,
    ],
    ['a planned fault of a kind that is none', { schedule: ['earthquake@webhook#1'] }, /"earthquake": that is no kind of fault/],
    ['a lag in DynamoDB Local', { dynamoDb: { url: 'http://localhost:1' }, faults: { 'lag-index': 0.1 } }, /has no lag/],
  ])('%s is refused', async (_, options, message) => {
    await expect(createSimulation({ wiring, seed: 1, faults: {}, ...options })).rejects.toThrow(message);
  });
});

describe('on DynamoDB Local', () => {
  let part: Part;
  beforeAll(async () => {
    part = await startDynamoDbLocal({ folder: 'memory' });
  });
  afterAll(() => part.stop());

  it('a seed gives the same trace as in this process', async () => {
    const { 'lag-index': _, 'stale-read': __, ...faults } = all(0.02);
    const inProcess = await ranWith({ seed: 51, faults });
    const local = await ranWith({ seed: 51, faults, dynamoDb: { url: part.url } });
    expect(local.simulation.trace).toEqual(inProcess.simulation.trace);
  });
});

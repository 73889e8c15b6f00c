import type { Wiring } from '../../../local/wiring.ts';
import type { FaultKind } from './fault-kinds.ts';
import type { Parts } from './parts.ts';
import type { Tables } from './services/tables.ts';
import type { Decision, Item, SimulatedState } from './simulation.ts';

type Needs = { wiring: Wiring; parts: Parts; tables: Tables; injected: readonly Decision[] };

/** What a simulation holds now. */
export async function stateOf({ wiring, parts, tables, injected }: Needs): Promise<SimulatedState> {
  const items: Record<string, Item[]> = {};
  for (const { name, logicalId } of wiring.tables) {
    items[name] = await tables.items(name);
    items[logicalId] = items[name];
  }
  const { queues, bus, buckets, book, functions } = parts;
  const ends = wiring.queues.filter(({ arn }) => !wiring.mappings.some((mapping) => mapping.kind === 'queue' && mapping.queueArn === arn));
  const byKind = Map.groupBy(injected, (decision) => decision.split('@')[0] as FaultKind); // the form of a decision
  return {
    tables: items,
    deadLetters: Object.fromEntries(ends.map(({ arn, logicalId }) => [logicalId, queues.messages(arn)])),
    events: [...bus.events],
    objects: new Map([...buckets.objects].map(([place, { bytes }]) => [place, bytes])),
    uploads: [...buckets.uploads].map(([id, { place }]) => ({ id, place })),
    injectedByKind: Object.fromEntries([...byKind].map(([kind, all]) => [kind, all.length])),
    used: book.used,
    denials: book.denials,
    invocations: functions.invocations(),
  };
}

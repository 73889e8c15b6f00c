import type { RecordedCall } from '../../../../shared/domain/call.ts';
import { isAcknowledged, type Trial } from '../../judge/trial.ts';
import { type OverBus, takenOf } from './over-bus.ts';
import type { ToldCall } from './told-calls.ts';
import type { Heard } from './told-in-order.ts';

type InOrder = (heard: readonly Heard[]) => Promise<RecordedCall[]>;

/** What each thing that was told says of the call, by itself. */
export type Said = { id: string; facts: readonly string[]; request: Heard['request'] };
export type Account = { told: ToldCall; overBus: readonly OverBus[]; said: readonly Said[]; inOrder: InOrder };

/** Where what is kept of an account is not what it told. */
export async function wrongTellings({ told: { connection, messages }, overBus, said, inOrder }: Account, trial: Trial): Promise<string[]> {
  const { sent, stored } = trial;
  const kept = stored.calls.filter(({ recorded }) => recorded.connection === connection.id).map(({ recorded }) => recorded);
  const times = new Map(kept.flatMap(({ facts }) => facts.map((fact) => [fact.id, fact.receivedAt] as const)));
  const acknowledged = new Set([...sent.filter(isAcknowledged).map(({ message }) => message.id), ...takenOf(overBus, trial)]);
  const lost = said.filter(({ id, facts }) => acknowledged.has(id) && facts.some((fact) => !times.has(fact)));
  const foreign = [...times.keys()].filter((fact) => !said.some(({ facts }) => facts.includes(fact)));
  const count = kept.reduce((sum, { facts }) => sum + facts.length, 0);
  const heard = messages.flatMap(({ id }) => {
    const one = said.find((each) => each.id === id);
    const at = one?.facts.map((fact) => times.get(fact)).find((time) => time !== undefined);
    return one && at !== undefined ? [{ request: one.request, at }] : [];
  });
  const should = await inOrder(heard);
  return [
    ...lost.map(({ id }) => `"${id}" was acknowledged and is lost`),
    ...foreign.map((fact) => `fact ${fact} of ${connection.dialler} is stored, and nobody genuine said it`),
    ...(count === times.size ? [] : [`of ${connection.dialler} ${count} facts are stored, where it said ${times.size}`]),
    ...(textOf(kept) === textOf(should)
      ? []
      : [`${connection.dialler} told in order gives ${textOf(should)}, and kept is ${textOf(kept)}`]),
  ];
}

function textOf(calls: readonly RecordedCall[]): string {
  return JSON.stringify([...calls].sort((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, call }) => ({ id, ...call })));
}

import * as z from 'zod';
import type { Trial } from '../../judge/trial.ts';
import type { Message } from '../../judge/workload.ts';
import type { Simulation } from '../../simulation/simulation.ts';

/** A message, and the ids of the events that it went over the account's default bus as. */
export type OverBus = { message: Message; eventIds: readonly string[] };

const minuteMs = 60_000;
const event = z.object({ source: z.string(), 'detail-type': z.string(), time: z.string(), detail: z.looseObject({}) });
const setAside = z.object({ id: z.string() });

/** Puts each on the bus at its time, some again a while later, as a service may that puts its events at least once. */
export function tellOverBus(simulation: Simulation, messages: readonly Message[]): Promise<OverBus[]> {
  return Promise.all(messages.map((message) => tell(simulation, message)));
}

async function tell(simulation: Simulation, message: Message): Promise<OverBus> {
  const eventIds: string[] = [];
  await simulation.sleep(Math.max(0, message.sendAtMs - simulation.now()));
  for (let tells = 0; tells <= message.repeats; tells++) {
    if (tells > 0) await simulation.sleep(simulation.random('over-bus.again') * minuteMs);
    const { source, 'detail-type': detailType, time, detail } = event.parse(JSON.parse(message.request(simulation.now()).body));
    eventIds.push(await simulation.tellsDefaultBus({ source, detailType, detail, atMs: Date.parse(time) }));
  }
  return { message, eventIds };
}

/** The ids of the messages that have to be kept: what the bus took, and does not lie where a person sees to it. */
export function takenOf(told: readonly OverBus[], trial: Trial): string[] {
  const aside = new Set(trial.deadLettersOf('amazon-connect').map(({ body }) => setAside.parse(JSON.parse(body)).id));
  return told.filter(({ eventIds }) => eventIds.some((id) => !aside.has(id))).map(({ message }) => message.id);
}

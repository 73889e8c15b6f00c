import * as z from 'zod';
import type { KnownCall, Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

const callEvent = z.object({
  eventId: z.string(),
  callId: z.string(),
  version: z.number(),
  status: z.string(),
  talkSeconds: z.number(),
  day: z.string(),
});
const identified = z.object({ eventId: z.string() });

export const eventsHaveOneContent: Invariant = {
  says: 'each eventId has one content',
  violations: ({ state }) => {
    const contents = new Map<string, Set<string>>();
    for (const { detail, detailType } of state.events) {
      const { eventId } = identified.parse(detail);
      contents.set(eventId, (contents.get(eventId) ?? new Set()).add(`${detailType} ${JSON.stringify(detail)}`));
    }
    return [...contents].flatMap(([eventId, all]) =>
      all.size > 1 ? [`event ${eventId} was told in ${all.size} ways: ${[...all].join(' | ')}`] : [],
    );
  },
};

export const eventsTellCalls: Invariant = {
  says: 'the bus was told of each ended call as it is in the end, and of its changes in their order',
  violations: (trial, calls) => {
    // What a stream sets aside are batches by number: nothing in them says of which calls.
    if (trial.deadLettersOf('publish').length > 0) return [];
    const told = Map.groupBy(
      trial.state.events.filter(({ detailType }) => detailType.startsWith('Call ')).map(({ detail }) => callEvent.parse(detail)),
      ({ callId }) => callId,
    );
    return calls.flatMap((call) => untold(call, told.get(call.expected.id) ?? []));
  },
};

function untold({ expected }: KnownCall, events: readonly z.infer<typeof callEvent>[]): string[] {
  const first = [...new Map(events.map((event) => [event.eventId, event])).values()].map(({ version }) => version);
  const firstSeen = [...new Set(events.map(({ version }) => version))];
  const disordered = firstSeen.some((version, index) => index > 0 && version < (firstSeen[index - 1] ?? 0));
  const last = events.find(({ version }) => version === Math.max(...first));
  const wrong =
    expected.ended && (last?.status !== expected.status || last.talkSeconds !== expected.talkSeconds || last.day !== expected.day);
  return [
    ...(disordered ? [`the changes of call ${expected.id} reached the bus in the order ${firstSeen.join(', ')}`] : []),
    ...(wrong ? [`the bus was told last that call ${expected.id} is ${last?.status}, where it is ${expected.status}`] : []),
  ];
}

export const nobodyLacksPermission: Invariant = {
  says: 'every call that a function made is allowed by its role',
  violations: ({ state }: Trial) => state.denials.map((denial) => `denied: ${JSON.stringify(denial)}`),
};

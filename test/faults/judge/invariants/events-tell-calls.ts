import * as z from 'zod';
import type { KnownCall, Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

const callEvent = z.object({
  eventId: z.string(),
  callId: z.string(),
  version: z.number(),
  status: z.string(),
  direction: z.string().nullable(),
  connected: z.boolean(),
  talkSeconds: z.number(),
  startedAt: z.string(),
  endedAt: z.string().nullable(),
  day: z.string(),
  leadId: z.string().nullable(),
  agentId: z.string().nullable(),
  campaignId: z.string().nullable(),
  tags: z.array(z.string()),
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
  return [
    ...(disordered ? [`the changes of call ${expected.id} reached the bus in the order ${firstSeen.join(', ')}`] : []),
    ...(expected.ended ? differences(last, expected) : []),
  ];
}

function differences(last: z.infer<typeof callEvent> | undefined, call: KnownCall['expected']): string[] {
  const { status, direction, talkSeconds, startedAt, endedAt, day, leadId, campaign, agent, tags } = call;
  const is = { status, direction, connected: talkSeconds > 0, talkSeconds, startedAt, endedAt, day, leadId };
  const should = { ...is, agentId: agent, campaignId: campaign, tags };
  return Object.entries(should).flatMap(([name, value]) => {
    const told = JSON.stringify(last?.[name as keyof typeof should]); // its own keys
    return told === JSON.stringify(value)
      ? []
      : [`the bus was told last that the ${name} of call ${call.id} is ${told}, where it is ${JSON.stringify(value)}`];
  });
}

export const nobodyLacksPermission: Invariant = {
  says: 'every call that a function made is allowed by its role',
  violations: ({ state }: Trial) => state.denials.map((denial) => `denied: ${JSON.stringify(denial)}`),
};

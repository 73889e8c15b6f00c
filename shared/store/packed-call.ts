import * as z from 'zod';
import type { RecordedCall } from '../domain/call.ts';
import { packedFact, packFacts, unpackFacts } from './packed-facts.ts';

/** All of a call that nothing else tells. Names are short because a kilobyte holds the whole item, and every further one costs a write unit. */
const packedCall = z.object({
  k: z.string().optional(),
  x: z.string(),
  z: z.string(),
  l: z.string().optional(),
  t: z.array(z.string()).default([]),
  c: z.string().optional(),
  n: z.string().optional(),
  m: z.literal(1).optional(),
  d: z.literal(1).optional(),
  b: z.number(),
  f: z.array(packedFact),
});

export type CallSource = Pick<RecordedCall, 'connection' | 'externalId' | 'frame' | 'facts'>;

/** A call's facts and frame in one text; `unpackCall` gives back the very same. */
export function packCall({ connection, externalId, frame, facts }: CallSource): string {
  const { base, facts: packed } = packFacts(facts);
  return JSON.stringify({
    k: connection ?? undefined,
    x: externalId,
    z: frame.timezone,
    l: frame.leadId,
    t: frame.tags.length > 0 ? frame.tags : undefined,
    c: frame.leadCampaign,
    n: frame.connectionCampaign,
    m: frame.machineIsConversation ? 1 : undefined,
    d: frame.possibleDuplicate ? 1 : undefined,
    b: base,
    f: packed,
  });
}

export function unpackCall(text: string): CallSource {
  const { k, x, z: timezone, l, t: tags, c, n, m, d, b: base, f } = packedCall.parse(JSON.parse(text));
  return {
    connection: k ?? null,
    externalId: x,
    frame: {
      timezone,
      tags,
      machineIsConversation: m === 1,
      ...(l !== undefined && { leadId: l }),
      ...(c !== undefined && { leadCampaign: c }),
      ...(n !== undefined && { connectionCampaign: n }),
      ...(d === 1 && { possibleDuplicate: true }),
    },
    facts: unpackFacts({ base, facts: f }),
  };
}

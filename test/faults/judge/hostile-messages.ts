import type { Connection } from '../../../shared/domain/workspace.ts';
import type { Chance } from './chance.ts';
import { signedStandard, signedTwilio, standardBody } from './message-of.ts';
import type { Message, PlannedCall, Size } from './workload.ts';

type Surroundings = {
  chance: Chance;
  startMs: number;
  size: Size;
  connections: readonly [standard: Connection, twilio: Connection];
  genuine: readonly Message[];
};
type Hostile = Pick<Message, 'request'> & { id: string; kind: Exclude<Message['kind'], 'genuine' | 'signed'> };

/** How much older than now a captured webhook is; 300 s are forgiven. */
const staleMs = 400_000;
const wrongSecret = `whsec_${Buffer.from('a secret that nobody has').toString('base64')}`;

/** What may not get in, and what gets in but says nothing of a call. One of each kind in most seeds. */
export function hostileMessages({ chance, startMs, size, connections, genuine }: Surroundings): Message[] {
  const all = [...forgeries(connections, startMs), ...harmless(connections[0]), ...replays(genuine)];
  const some = all.filter(() => chance.happens(0.6));
  return some.map((one) => ({ ...one, sendAtMs: startMs + chance.whole(0, size.minutes * 60_000), repeats: 0 }) as Message); // their kinds hold nothing more
}

function forgeries([standard, twilio]: Surroundings['connections'], startMs: number): Hostile[] {
  const call = inventedCall(standard, startMs);
  const body = standardBody(call, { word: 'busy', at: call.startedAt });
  const sign = (id: string, from: string, secret?: string) => (nowMs: number) =>
    signedStandard({ connection: standard, id, signedAtMs: nowMs, body: from, ...(secret !== undefined && { secret }) });
  const fields = { CallSid: 'CA-forged', CallStatus: 'busy', Direction: 'outbound-api', From: '+918044440000', To: call.phone };
  return [
    { kind: 'forged', id: 'forged-secret', request: sign('forged-secret', body, wrongSecret) },
    { kind: 'forged', id: 'forged-unreadable', request: sign('forged-unreadable', '{"type":"call.updated","data":', wrongSecret) },
    { kind: 'forged', id: 'altered', request: (nowMs) => ({ ...sign('altered', body)(nowMs), body: body.replace('busy', 'completed') }) },
    { kind: 'forged', id: 'forged-twilio', request: () => signedTwilio(twilio, fields, 'another-token') },
    { kind: 'stale', id: 'stale-news', request: (nowMs) => sign('stale-news', body)(nowMs - staleMs) },
  ];
}

function harmless(connection: Connection): Hostile[] {
  const sign = (id: string, body: string) => (nowMs: number) => signedStandard({ connection, id, signedAtMs: nowMs, body });
  return [
    { kind: 'unreadable', id: 'unreadable', request: sign('unreadable', '{"type":"call.updated","data":{"status":"busy"}}') },
    { kind: 'not-about-a-call', id: 'other', request: sign('other', '{"type":"agent.updated","data":{}}') },
  ];
}

/** A genuine webhook that somebody kept and sends again much later, with the signature that it had then. */
function replays(genuine: readonly Message[]): Hostile[] {
  const captured = genuine.find((message) => message.kind === 'genuine' && message.call.connection.dialler === 'standard');
  return captured ? [{ kind: 'stale', id: 'stale-replay', request: (nowMs) => captured.request(nowMs - staleMs) }] : [];
}

/** A call that nobody made. */
function inventedCall(connection: Connection, startMs: number): PlannedCall {
  const startedAt = new Date(startMs - 3_600_000).toISOString();
  return { externalId: 'CA-forged', connection, direction: 'outbound', phone: '+919812345000', startedAt, campaign: null, says: [] };
}

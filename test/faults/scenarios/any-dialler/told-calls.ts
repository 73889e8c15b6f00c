import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import type { Connection, Directory } from '../../../../shared/domain/workspace.ts';
import { type Moment, type Teller, tellersAt } from '../../../functions/ingest/diallers/tellers.ts';
import { type Chance, chanceOf } from '../../judge/chance.ts';
import { team, workspace } from '../../judge/team.ts';
import type { HttpRequest, Message, Workload } from '../../judge/workload.ts';

/** A dialler and the one call that it tells of, in the order in which that went. */
export type ToldCall = { connection: Connection; messages: readonly Message[] };
export type Telling = { work: Workload; calls: readonly ToldCall[] };

const publicUrl = 'https://redial.example';
const minuteMs = 60_000;

/** Those that come as webhooks: what comes over the bus has no way of being told by somebody else. */
const kinds = Object.keys(diallers).filter((kind) => diallers[kind]?.account === undefined) as [string, ...string[]]; // there are some

/** Two or three accounts of diallers of any kind, each telling of a call, and as often somebody who pretends to be one. */
export function tellingOf(seed: number, startMs: number): Telling {
  const chance = chanceOf(seed);
  const { directory, leads } = team(chance, startMs);
  const calls = Array.from({ length: chance.whole(2, 3) }, (_, index) => toldCall(index, chance, startMs));
  const forged = calls.flatMap(({ connection }) => (chance.happens(0.5) ? forgedMessage(connection, chance, startMs) : []));
  const messages = [...calls.flatMap((call) => call.messages), ...forged];
  return { work: { directory: knowing(directory), leads, connections: calls.map(({ connection }) => connection), messages }, calls };
}

/** The diallers name the first agent as they know them. */
function knowing(directory: Directory): Directory {
  const agents = directory.agents.map((agent, place) =>
    place === 0 ? { ...agent, email: 'asha@example.com', externalIds: ['asha'] } : agent,
  );
  return { ...directory, agents };
}

function toldCall(index: number, chance: Chance, startMs: number): ToldCall {
  const kind = chance.pick(kinds);
  const id = `con_${index}`;
  const begunMs = wholeSecond(startMs - chance.whole(2, 9) * minuteMs);
  const teller = tellerOf(kind, { id, begunMs });
  const connection = connectionOf(kind, { id, teller, startMs });
  const moments = Array.from({ length: chance.whole(2, 4) }, (_, place) => momentOf(place, teller, chance));
  const firstMs = startMs + chance.whole(0, 4) * minuteMs;
  const gapMs = chance.pick([20, 600, 20_000] as const);
  // Told as they happened, at once, or in any order.
  const place = (told: number) => (chance.happens(0.3) ? chance.whole(0, 4) : told);
  const messages = moments.map((moment, told): Message => {
    const sendAtMs = firstMs + place(told) * gapMs;
    // JustCall says when it was only where it signs: what it sends again is taken to be the same to the byte.
    const request = (nowMs: number) => sent(teller, moment, kind === 'justcall' ? sendAtMs : nowMs);
    return { kind: 'signed', id: `${kind}-${index}-${told}`, sendAtMs, repeats: chance.happens(0.25) ? 1 : 0, request };
  });
  return { connection, messages };
}

function momentOf(place: number, { words }: Teller, chance: Chance): Moment {
  const second = 5 + place * 14 + chance.whole(0, 9);
  const word = place > 0 && chance.happens(0.4) ? words[0] : chance.pick(words);
  return { word, second, talkSeconds: chance.happens(0.6) ? chance.whole(1, second) : 0 };
}

/** All is as the dialler sends it, but for what only the two of us know. */
function forgedMessage(connection: Connection, chance: Chance, startMs: number): Message[] {
  const begunMs = wholeSecond(startMs - 10 * minuteMs);
  const teller = tellerOf(connection.dialler, { id: connection.id, begunMs, secret: { word: 'guess!', byte: 9 } });
  const moment = { word: teller.words[0], second: 59, talkSeconds: 33 };
  const sendAtMs = startMs + chance.whole(0, 5) * minuteMs;
  return [{ kind: 'forged', id: `forged-${connection.id}`, sendAtMs, repeats: 0, request: (nowMs) => sent(teller, moment, nowMs) }];
}

type Place = { id: string; begunMs: number; secret?: { word: string; byte: number } };

function tellerOf(kind: string, { id, ...account }: Place): Teller {
  const teller = tellersAt({ url: `${publicUrl}/webhooks/${id}`, ...account })[kind];
  if (!teller) throw new Error(`Cannot tell of a call as "${kind}": nobody knows how`);
  return teller;
}

function sent({ tell }: Teller, moment: Moment, nowMs: number): HttpRequest {
  const { method, url, headers, body } = tell(moment, new Date(nowMs).toISOString());
  return { method, path: url.slice(publicUrl.length), headers: { ...headers, host: 'redial.example' }, body: body.toString() };
}

function connectionOf(dialler: string, { id, teller, startMs }: { id: string; teller: Teller; startMs: number }): Connection {
  return {
    ...{ id, workspace, dialler, name: dialler, secrets: [], timezone: null, region: null, campaign: null, publicUrl },
    ...{ statusMap: {}, fieldMap: null, createdAt: new Date(startMs - 86_400_000).toISOString(), ...teller.settings },
  };
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

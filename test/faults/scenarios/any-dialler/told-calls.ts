import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import type { Connection, Directory } from '../../../../shared/domain/workspace.ts';
import { connectionIdOfAccount } from '../../../../shared/store/ids.ts';
import { type Moment, type Teller, tellersAt } from '../../../functions/ingest/diallers/tellers.ts';
import { type Chance, chanceOf } from '../../judge/chance.ts';
import { team, workspace } from '../../judge/team.ts';
import type { HttpRequest, Message, Workload } from '../../judge/workload.ts';

/** A dialler and the one call that it tells of, in the order in which that went. */
export type ToldCall = { connection: Connection; messages: readonly Message[] };
/** What comes over the account's default bus is no webhook, and beside the work. */
export type Telling = { work: Workload; overBus: readonly Message[]; calls: readonly ToldCall[] };

const publicUrl = 'https://redial.example';
const minuteMs = 60_000;

const kinds = Object.keys(diallers) as [string, ...string[]]; // there are some
const onBus = 'amazon-connect';
/** More often than it would come up as one of many: it has a way of its own. */
const onBusRate = 0.12;

/** Two or three accounts of diallers of any kind, each telling of a call, and as often somebody who pretends to be one. */
export function tellingOf(seed: number, startMs: number): Telling {
  const chance = chanceOf(seed);
  const { directory, leads } = team(chance, startMs);
  const calls = Array.from({ length: chance.whole(2, 3) }, (_, index) => toldCall(index, chance, startMs));
  const forged = calls.flatMap(({ connection }) => (chance.happens(0.5) ? forgedBy(connection, chance, startMs) : []));
  const all = [...calls, ...forged];
  const sentBy = (way: 'bus' | 'webhook') =>
    all.flatMap(({ connection, messages }) => ((connection.dialler === onBus) === (way === 'bus') ? messages : []));
  const connections = calls.map(({ connection }) => connection);
  return { work: { directory: knowing(directory), leads, connections, messages: sentBy('webhook') }, overBus: sentBy('bus'), calls };
}

/** The diallers name the first agent as they know them. */
function knowing(directory: Directory): Directory {
  const agents = directory.agents.map((agent, place) =>
    place === 0 ? { ...agent, email: 'asha@example.com', externalIds: ['asha'] } : agent,
  );
  return { ...directory, agents };
}

function toldCall(index: number, chance: Chance, startMs: number): ToldCall {
  const kind = chance.happens(onBusRate) ? onBus : chance.pick(kinds);
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

/** All is as the dialler sends it, but for what only the two of us know, or who says it. */
function forgedBy(connection: Connection, chance: Chance, startMs: number): ToldCall {
  const begunMs = wholeSecond(startMs - 10 * minuteMs);
  const teller = tellerOf(connection.dialler, { id: connection.name, begunMs, secret: { word: 'guess!', byte: 9 } });
  const moment = { word: teller.words[0], second: 59, talkSeconds: 33 };
  const sendAtMs = startMs + chance.whole(0, 5) * minuteMs;
  const isOfOthers = chance.happens(0.5);
  const request = (nowMs: number) => {
    const genuine = sent(teller, moment, nowMs);
    return connection.dialler === onBus ? pretended(genuine, isOfOthers) : genuine;
  };
  return { connection, messages: [{ kind: 'forged', id: `forged-${connection.id}`, sendAtMs, repeats: 0, request }] };
}

/** Of an instance that nobody has connected; or by somebody who may put events on the bus, and is not AWS. */
function pretended(request: HttpRequest, isOfOthers: boolean): HttpRequest {
  const [is, put] = isOfOthers ? ['instance/', 'instance/not-'] : ['"source":"aws.connect"', '"source":"connect.example"'];
  return { ...request, body: request.body.replaceAll(is, put) };
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
  const account = dialler === onBus && teller.settings.secrets?.[0];
  return {
    ...{ id: account ? connectionIdOfAccount(dialler, account) : id },
    ...{ workspace, dialler, name: id, secrets: [], timezone: null, region: null, campaign: null, publicUrl },
    ...{ statusMap: {}, fieldMap: null, createdAt: new Date(startMs - 86_400_000).toISOString(), ...teller.settings },
  };
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

import type { Connection } from '../../../../shared/domain/workspace.ts';
import { chanceOf } from '../../judge/chance.ts';
import { phoneOf, team, workspace } from '../../judge/team.ts';
import type { Message, PlannedCall, Said, Workload } from '../../judge/workload.ts';

/** Where each thing stands in what this dialler sends. */
export const rightMap = {
  callId: 'id',
  status: 'status',
  leadPhone: 'phone',
  direction: 'way',
  agentId: 'agent',
  startedAt: 'start',
  answeredAt: 'answered',
  endedAt: 'end',
  duration: 'talk',
  durationUnit: 'seconds',
  timeFormat: 'iso',
} as const;
/** Nothing is found there. */
const wrongMap = { ...rightMap, callId: 'call.id' };

export const fieldsConnection = 'con_fields';
const secret = 'a-key-of-theirs';
const minutes = 6;

const courses: readonly [readonly Omit<Said, 'at'>[], ...(readonly Omit<Said, 'at'>[])[]] = [
  [{ word: 'busy' }],
  [{ word: 'no-answer' }],
  [{ word: 'answered' }, { word: 'completed', talkSeconds: 52 }],
];

/** A dialler whose fields are elsewhere than its connection says: none of its webhooks can be read until somebody puts that right. */
export function unreadCalls(seed: number, startMs: number): Workload {
  const chance = chanceOf(seed);
  const { directory, leads } = team(chance, startMs);
  const connection = connectionOf(new Date(startMs - 86_400_000).toISOString());
  const messages = Array.from({ length: chance.whole(2, 5) }, (_, index) => {
    const sendAtMs = startMs + chance.whole(0, minutes * 60_000);
    const startedMs = Math.floor(sendAtMs / 1000 - chance.whole(100, 500)) * 1000;
    const says = chance.pick(courses).map((said, place) => ({ ...said, agent: 'a_tara', at: isoOf(startedMs + (place + 1) * 20_000) }));
    const about = { direction: 'outbound', phone: phoneOf(chance.whole(0, 3)), startedAt: isoOf(startedMs), campaign: null } as const;
    const call: PlannedCall = { externalId: `F-${index}`, connection, ...about, says };
    const gapMs = chance.whole(0, 3_000);
    return says.map((said, place) => messageOf({ call, said }, sendAtMs + place * gapMs, chance.happens(0.3) ? 1 : 0));
  });
  return { directory, leads, connections: [connection], messages: messages.flat() };
}

function messageOf({ call, said }: { call: PlannedCall; said: Said }, sendAtMs: number, repeats: number): Message {
  const { externalId, phone, direction, startedAt } = call;
  const time = said.word === 'answered' ? { answered: said.at } : { end: said.at, talk: said.talkSeconds ?? 0 };
  const body = { id: externalId, status: said.word, phone, way: direction, agent: said.agent, start: startedAt, ...time };
  const request = {
    method: 'POST',
    path: `/webhooks/${fieldsConnection}?key=${secret}`,
    headers: { 'content-type': 'application/json', host: 'redial.example' },
    body: JSON.stringify(body),
  };
  return { kind: 'genuine', id: `msg-${externalId}-${said.word}`, call, said, sendAtMs, repeats, request: () => request };
}

function connectionOf(createdAt: string): Connection {
  return {
    ...{ id: fieldsConnection, workspace, dialler: 'fields', name: 'Fields', secrets: [secret], timezone: null, region: null },
    ...{ campaign: null, publicUrl: null, statusMap: {}, fieldMap: wrongMap, createdAt },
  };
}

function isoOf(ms: number): string {
  return new Date(ms).toISOString();
}

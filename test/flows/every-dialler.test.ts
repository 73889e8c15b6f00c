import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../functions/ingest/diallers/dialler.ts';
import { type Teller, tellersAt } from '../functions/ingest/diallers/tellers.ts';
import type { Json } from './a-client.ts';
import { aStack, type Flow } from './a-stack.ts';

let flow: Flow;
beforeAll(async () => {
  flow = await aStack();
});
afterAll(() => flow?.stop());

/** Amazon Connect tells by events, not by webhooks. */
const kinds = Object.keys(tellersAt({ url: 'https://redial.example', begunMs: 0 })).filter((kind) => kind !== 'amazon-connect');
const begunMs = Math.floor(Date.now() / 1000) * 1000 - 300_000;
const talkSeconds = 30;
/** Diallers whose ending does not say how long they talked say before when it began. */
const answers: Readonly<Record<string, string>> = { telnyx: 'answered', ringcentral: 'Answered' };

/** A connection of that kind, made as an admin makes it, and its dialler. */
async function connected(kind: string): Promise<Teller> {
  const settingsOf = (teller: Teller | undefined) => {
    const { secrets, fieldMap, statusMap, timezone } = teller?.settings ?? {};
    return { secrets, ...(timezone && { timezone }), ...(fieldMap && { fieldMap }), ...(statusMap && { statusMap }) };
  };
  const made = { dialler: kind, name: kind, ...settingsOf(tellersAt({ url: flow.url, begunMs })[kind]) };
  const { status, body } = await flow.api.post('/api/connections', made);
  expect([status, body.dialler]).toEqual([201, kind]);
  const url = String(body.webhookUrl).replace(/\?.*/, '');
  const teller = tellersAt({ url, begunMs })[kind];
  if (!teller) throw new Error(`There is no teller of "${kind}"`);
  return teller;
}

async function send({ method, url, headers, body }: WebhookRequest): Promise<{ status: number; body: Json }> {
  const answer = await fetch(url, { method, headers: { ...headers }, ...(method !== 'GET' && { body: new Uint8Array(body) }) });
  return { status: answer.status, body: await answer.json() };
}

describe('a real webhook', () => {
  it.each(kinds)('of %s shows the right call, once', async (kind) => {
    const teller = await connected(kind);
    const answered = answers[kind];
    if (answered) await send(teller.tell({ word: answered, second: 10, talkSeconds: 0 }, new Date().toISOString()));
    const ended = teller.tell({ word: teller.words[0], second: 40, talkSeconds }, new Date().toISOString());
    const first = await send(ended);
    expect(first).toMatchObject({ status: 200, body: { result: 'recorded' } });
    expect(await send(ended)).toEqual({ status: 200, body: { result: 'duplicate', callId: first.body.callId } });
    const { body: call } = await flow.api.get(`/api/calls/${first.body.callId}`);
    expect(call).toMatchObject({ status: 'Called', direction: 'outbound', connected: true, lead: { phone: '+919812345678' } });
  });
});

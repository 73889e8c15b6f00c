import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { signStandard, signTwilio } from '../../functions/ingest/diallers/sign.ts';
import type { Webhook } from './invented-calls.ts';

export type Connection = { id: string; webhookUrl: string; secrets: readonly string[] };
export type Delivery = { webhook: Webhook; attempts: number; callId: string | undefined; result: string };

/** What is never right to answer to a genuine webhook; trying again would only hide it. */
const wrong = new Set([400, 401, 403, 404, 413]);
const answerWithinMs = 10_000;
const longestPauseMs = 4_000;

/** Sends a webhook until it is answered with 2xx, as diallers do, signed anew each time. Gives up where its patience ends. */
export async function deliver(webhook: Webhook, connection: Connection, patient: () => boolean): Promise<Delivery> {
  let result = 'never answered';
  let attempts = 0;
  while (patient()) {
    attempts += 1;
    const answer = await send(webhook, connection).catch(() => undefined);
    if (answer?.callId !== undefined) return { webhook, attempts, ...answer };
    if (answer) result = answer.result;
    if (answer && (wrong.has(answer.status) || answer.status < 300)) break;
    // Longer and longer, and not all at once: a stack that has just come back would drown in those who waited.
    await setTimeout(Math.min(longestPauseMs, 100 * 2 ** attempts) * (0.5 + Math.random() / 2));
  }
  return { webhook, attempts, callId: undefined, result };
}

async function send(webhook: Webhook, connection: Connection) {
  const { headers, body } = webhook.dialler === 'twilio' ? twilioRequest(webhook, connection) : standardRequest(webhook, connection);
  const signal = AbortSignal.timeout(answerWithinMs);
  const response = await fetch(connection.webhookUrl, { method: 'POST', headers, body, signal });
  const answer = (await response.json()) as { result?: string; callId?: string }; // the contract's
  return { status: response.status, result: answer.result ?? `HTTP ${response.status}`, callId: answer.callId };
}

function standardRequest({ fields, timestamp }: Webhook, { secrets: [secret = ''] }: Connection) {
  const body = JSON.stringify({ type: 'call.updated', timestamp, data: fields });
  const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 16)}`;
  const signed = signStandard(secret, id, Math.floor(Date.now() / 1000), body);
  return { headers: { ...signed, 'content-type': 'application/json' }, body };
}

function twilioRequest({ fields }: Webhook, { webhookUrl, secrets: [secret = ''] }: Connection) {
  const params = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]));
  const signature = signTwilio(secret, webhookUrl, params);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature };
  return { headers, body: new URLSearchParams(params).toString() };
}

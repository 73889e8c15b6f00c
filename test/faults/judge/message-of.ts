import { signStandard, signTwilio } from '../../functions/ingest/diallers/sign.ts';
import type { HttpRequest, Message, PlannedCall, Said } from './workload.ts';

type Telling = { call: PlannedCall; said: Said; sendAtMs: number; repeats: number };

/** A genuine webhook: what the call's dialler sends for one thing that it says. */
export function messageOf({ call, said, sendAtMs, repeats }: Telling): Message {
  const id = `msg-${call.externalId}-${said.word}`;
  const request = call.connection.dialler === 'twilio' ? twilioRequest(call, said) : standardRequest(id, call, said);
  return { kind: 'genuine', id, call, said, sendAtMs, repeats, request };
}

/** The body as it travels: with the blanks of its sender, which the signature covers. */
export function standardBody(call: PlannedCall, said: Said): string {
  const { externalId: callId, direction, phone: leadPhone, startedAt, campaign } = call;
  const data = {
    callId,
    status: said.word,
    direction,
    leadPhone,
    startedAt,
    ...momentOf(said),
    ...(said.agent !== undefined && { agent: { id: said.agent } }),
    ...(said.talkSeconds !== undefined && { durationSeconds: said.talkSeconds }),
    ...(said.followUpAt !== undefined && { followUpAt: said.followUpAt }),
    ...(campaign !== null && { campaign }),
  };
  return JSON.stringify({ type: 'call.updated', timestamp: said.at, data }, null, 1);
}

const openWords = ['ringing', 'answered', 'in-progress'];

function momentOf({ word, at, followUpAt }: Said): { answeredAt?: string; endedAt?: string } {
  if (word === 'answered' || word === 'in-progress') return { answeredAt: at };
  return openWords.includes(word) || followUpAt !== undefined ? {} : { endedAt: at };
}

function standardRequest(id: string, call: PlannedCall, said: Said): (nowMs: number) => HttpRequest {
  const body = standardBody(call, said);
  return (nowMs) => signedStandard({ connection: call.connection, id, signedAtMs: nowMs, body });
}

type ToSign = { connection: PlannedCall['connection']; id: string; signedAtMs: number; body: string; secret?: string };

/** A Standard Webhooks request, signed with the connection's secret unless with another. */
export function signedStandard({ connection, id, signedAtMs, body, secret = connection.secrets[0] ?? '' }: ToSign): HttpRequest {
  const headers = signStandard(secret, id, Math.floor(signedAtMs / 1000), body);
  return {
    method: 'POST',
    path: `/webhooks/${connection.id}`,
    headers: { ...headers, 'content-type': 'application/json', host: 'redial.example' },
    body,
  };
}

const ourNumber = '+918044440000';

function twilioRequest({ externalId, connection, direction, phone }: PlannedCall, said: Said): () => HttpRequest {
  const [from, to] = direction === 'inbound' ? [phone, ourNumber] : [ourNumber, phone];
  const fields = {
    CallSid: externalId,
    CallStatus: said.word,
    Direction: direction === 'inbound' ? 'inbound' : 'outbound-api',
    From: from,
    To: to,
    Timestamp: new Date(said.at).toUTCString().replace('GMT', '+0000'),
    ...(said.talkSeconds !== undefined && { CallDuration: String(said.talkSeconds) }),
  };
  return () => signedTwilio(connection, fields);
}

/** A form that Twilio posts. Nothing in it depends on the moment of sending: a retry is the same bytes. */
export function signedTwilio(
  connection: PlannedCall['connection'],
  fields: Record<string, string>,
  token = connection.secrets[0] ?? '',
): HttpRequest {
  const path = `/webhooks/${connection.id}`;
  return {
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': signTwilio(token, `${connection.publicUrl}${path}`, fields),
      host: 'redial.example',
    },
    body: new URLSearchParams(fields).toString(),
  };
}

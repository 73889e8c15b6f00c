import { createHmac } from 'node:crypto';

/** A request that a dialler sends, signed as that dialler signs. */
export type DemoWebhook = { url: string; headers: Record<string, string>; body: string };

/** One thing that a dialler says of a call. */
export type Told = {
  callId: string;
  status: 'ringing' | 'answered' | 'completed' | 'busy' | 'no-answer';
  direction: 'inbound' | 'outbound';
  leadPhone: string;
  agent: string;
  at: Date;
  startedAt: Date;
  talkSeconds?: number;
};

/** The `standard` body, signed as Standard Webhooks v1. */
export function standardWebhook(url: string, secret: string, told: Told, now: Date): DemoWebhook {
  const ended = !['ringing', 'answered'].includes(told.status);
  const body = JSON.stringify({
    type: 'call.updated',
    timestamp: told.at.toISOString(),
    data: {
      callId: told.callId,
      status: told.status,
      direction: told.direction,
      leadPhone: told.leadPhone,
      agent: { id: told.agent },
      startedAt: told.startedAt.toISOString(),
      ...(ended && { endedAt: told.at.toISOString(), durationSeconds: told.talkSeconds ?? 0 }),
    },
  });
  const id = `msg_${told.callId}_${told.status}`;
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    url,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  };
}

const twilioStatus = {
  ringing: 'ringing',
  answered: 'in-progress',
  completed: 'completed',
  busy: 'busy',
  'no-answer': 'no-answer',
} as const;

/** A Twilio status callback of the leg between an agent's softphone and the lead, signed as Twilio signs. */
export function twilioWebhook(url: string, authToken: string, told: Told): DemoWebhook {
  const softphone = `client:${told.agent}`;
  const outbound = told.direction === 'outbound';
  const fields: Record<string, string> = {
    ApiVersion: '2010-04-01',
    CallSid: `CA${told.callId}`,
    CallStatus: twilioStatus[told.status],
    CallDuration: String(told.talkSeconds ?? 0),
    Direction: outbound ? 'outbound-dial' : 'inbound',
    From: outbound ? softphone : told.leadPhone,
    To: outbound ? told.leadPhone : softphone,
    Timestamp: told.at.toUTCString().replace('GMT', '+0000'),
    CallbackSource: 'call-progress-events',
  };
  const signed = Object.keys(fields)
    .sort()
    .reduce((text, name) => `${text}${name}${fields[name]}`, url);
  return {
    url,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', authToken).update(signed).digest('base64'),
    },
    body: new URLSearchParams(fields).toString(),
  };
}

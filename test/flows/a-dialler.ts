import { randomUUID } from 'node:crypto';
import { signStandard, signTwilio } from '../functions/ingest/diallers/sign.ts';
import type { Answer, Client } from './a-client.ts';

type Connection = { id: string; webhookUrl: string; secrets: string[] };

export type TestDialler = {
  connection: Connection;
  /** Sends what it says of a call, signed; answers what Redial answered. */
  says: (
    data: Record<string, unknown>,
    changes?: { secret?: string; body?: (signed: string) => string; eventId?: string },
  ) => Promise<Answer>;
};

/** A dialler of kind `standard`, connected. */
export async function aStandardDialler(api: Client): Promise<TestDialler> {
  const connection: Connection = (await api.post('/api/connections', { dialler: 'standard', name: 'Test dialler' })).body;
  return {
    connection,
    says: async (data, { secret = connection.secrets[0] ?? '', body: alter = unaltered, eventId = `msg_${randomUUID()}` } = {}) => {
      const body = JSON.stringify({ type: 'call.updated', timestamp: new Date().toISOString(), data });
      const headers = signStandard(secret, eventId, Math.floor(Date.now() / 1000), body);
      return send(connection.webhookUrl, { ...headers, 'content-type': 'application/json' }, alter(body));
    },
  };
}

/** A Twilio account, connected; it sends form fields. */
export async function aTwilioDialler(api: Client): Promise<TestDialler> {
  const connection: Connection = (
    await api.post('/api/connections', { dialler: 'twilio', name: 'Test Twilio', secrets: ['an-auth-token'] })
  ).body;
  return {
    connection,
    says: async (data, { secret = 'an-auth-token', body: alter = unaltered } = {}) => {
      const fields = Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]));
      const headers = {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': signTwilio(secret, connection.webhookUrl, fields),
      };
      return send(connection.webhookUrl, headers, alter(new URLSearchParams(fields).toString()));
    },
  };
}

async function send(url: string, headers: Record<string, string>, body: string): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

function unaltered(signed: string): string {
  return signed;
}

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../../functions/ingest/diallers/dialler.ts';
import { diallers } from '../../../functions/ingest/diallers/registry.ts';
import { ingest } from '../../../functions/ingest/ingest.ts';
import type { Connection } from '../../../shared/domain/workspace.ts';
import { aDirectory, at } from '../../builders.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryQuarantineStore } from '../../doubles/memory-quarantine-store.ts';
import { signPlivo, signTelnyx, signToken, telnyxPublicKey } from './diallers/sign.ts';
import { aForm } from './diallers/webhooks.ts';

const url = 'https://calls.example/webhooks/n_1';
const seed = Buffer.alloc(32, 5);
const secrets: Readonly<Record<string, string>> = { plivo: 'token', telnyx: telnyxPublicKey(seed), vonage: 'secret' };
const seconds = Date.parse(at(60)) / 1000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
/** `2026-11-22 10:40:00` for an instant, as diallers write UTC that they do not name. */
const unzoned = (instant: string) => instant.slice(0, 19).replace('T', ' ');

function anArrival(body: string, headers: Record<string, string>): WebhookRequest {
  // It arrives behind a proxy; the dialler signed the public URL that it was given.
  return { method: 'POST', url: 'http://10.0.0.1:3000/webhooks/n_1', headers, body: Buffer.from(body) };
}

const hangup = { CallUUID: 'u-1', CallStatus: 'busy', Direction: 'outbound', To: '919812345678', Duration: '0', EndTime: unzoned(at(30)) };
const telnyxBody = JSON.stringify({
  data: { event_type: 'call.hangup', occurred_at: at(30), payload: { call_session_id: 's-1', hangup_cause: 'user_busy' } },
});
const vonageBody = JSON.stringify({ conversation_uuid: 'CON-1', uuid: 'u-1', status: 'busy', direction: 'outbound', timestamp: at(30) });

const webhooks: Readonly<Record<string, WebhookRequest>> = {
  plivo: anArrival(aForm(hangup), signPlivo('token', url, hangup)),
  telnyx: anArrival(telnyxBody, signTelnyx(seed, seconds, telnyxBody)),
  vonage: anArrival(vonageBody, { authorization: `Bearer ${signToken('secret', { iat: seconds, payload_hash: sha256(vonageBody) })}` }),
};

async function take(dialler: string, request: WebhookRequest | undefined, given: Partial<Connection> = {}) {
  const connection: Connection = {
    ...{ id: 'n_1', workspace: 'w_1', dialler, name: 'Test', secrets: [secrets[dialler] ?? ''], timezone: null, region: null },
    ...{ campaign: null, publicUrl: 'https://calls.example', statusMap: {}, fieldMap: null, createdAt: at() },
    ...given,
  };
  const calls = memoryCallStore();
  const answer = await ingest('n_1', request ?? anArrival('', {}), {
    calls,
    leads: memoryLeadStore(),
    quarantine: memoryQuarantineStore(),
    connection: async () => connection,
    directory: async () => aDirectory({}),
    diallers,
    now: () => at(60),
  });
  return { answer, kept: calls.all() };
}

describe('a signed webhook', () => {
  it.each(Object.keys(webhooks))('of %s is taken in', async (dialler) => {
    const { answer, kept } = await take(dialler, webhooks[dialler]);
    expect(answer).toMatchObject({ result: 'recorded' });
    expect(kept.map(({ call }) => [call.status, call.endedAt])).toEqual([['Busy', at(30)]]);
  });

  it.each(Object.keys(webhooks))('of %s is refused with another secret, and nothing is kept', async (dialler) => {
    const { answer, kept } = await take(dialler, webhooks[dialler], { secrets: [telnyxPublicKey(Buffer.alloc(32, 6))] });
    expect(answer).toMatchObject({ result: 'refused' });
    expect(kept).toEqual([]);
  });

  it('of Plivo is taken in where a proxy has an address of its own for it', async () => {
    const publicUrl = 'https://calls.example/plivo/hangup.php';
    const { answer } = await take('plivo', anArrival(aForm(hangup), signPlivo('token', publicUrl, hangup)), { publicUrl });
    expect(answer).toMatchObject({ result: 'recorded' });
  });

  it('of Plivo has its times in UTC wherever the workspace is, unless its connection names a zone', async () => {
    expect(aDirectory({}).settings.timezone).not.toBe('UTC');
    const [inUtc] = (await take('plivo', webhooks.plivo)).kept;
    const [inTokyo] = (await take('plivo', webhooks.plivo, { timezone: 'Asia/Tokyo' })).kept;
    expect(inUtc?.call.endedAt).toBe(at(30));
    expect(Date.parse(at(30)) - Date.parse(inTokyo?.call.endedAt ?? '')).toBe(9 * 3_600_000);
  });
});

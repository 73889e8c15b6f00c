import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newId } from '../../../shared/store/ids.ts';
import type { QuarantinedWebhook, QuarantineStore } from '../../../shared/store/quarantine-store.ts';
import { at } from '../../builders.ts';
import { aWorkspace } from './a-recorded-call.ts';

function aWebhook(
  workspace: string,
  webhook: Partial<QuarantinedWebhook> = {},
  body: Uint8Array = Buffer.from('{"callId":'),
): QuarantinedWebhook {
  const request = { method: 'POST', url: 'https://redial.example/webhooks/k_1?a=%2B', headers: { 'webhook-id': 'm_1' } };
  return {
    id: newId('q'),
    workspace,
    connection: 'k_1',
    receivedAt: at(),
    why: 'the body is not JSON',
    request: { ...request, bodyBase64: Buffer.from(body).toString('base64') },
    ...webhook,
  };
}

/** What every store of quarantined webhooks does. */
export function describeQuarantineStore(kind: string, storeOf: () => QuarantineStore): void {
  describe(`quarantined webhooks in ${kind}`, () => {
    it.each([0, 1, 256 * 1024])('come back to the byte, with %i bytes of body', async (size) => {
      const store = storeOf();
      const webhook = aWebhook(aWorkspace(), {}, randomBytes(size));
      await store.save(webhook);
      expect(await store.get(webhook.workspace, webhook.id)).toEqual(webhook);
      expect(await store.get(aWorkspace(), webhook.id)).toBeUndefined();
    });

    it('are listed newest first, page by page, for their workspace alone', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const webhooks = [30, 10, 20].map((seconds) => aWebhook(workspace, { receivedAt: at(seconds) }));
      for (const webhook of [...webhooks, aWebhook(aWorkspace())]) await store.save(webhook);
      const [newest, oldest, middle] = webhooks;
      const first = await store.list(workspace, { limit: 2, cursor: undefined });
      expect(first.items).toEqual([newest, middle]);
      const second = await store.list(workspace, { limit: 2, cursor: first.next ?? undefined });
      expect(second).toEqual({ items: [oldest], next: null });
    });

    it('are listed whole where a page of them is more than a read of the table', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const webhooks = [1, 2, 3, 4, 5].map((seconds) => aWebhook(workspace, { receivedAt: at(-seconds) }, randomBytes(250_000)));
      for (const webhook of webhooks) await store.save(webhook);
      expect(await store.list(workspace, { limit: 50, cursor: undefined })).toEqual({ items: webhooks, next: null });
    });

    it('are listed as many at a time as fit into an answer, and go on until all were shown', async () => {
      const store = storeOf();
      const workspace = aWorkspace();
      const webhooks = Array.from({ length: 12 }, (_, nth) => aWebhook(workspace, { receivedAt: at(-nth) }, randomBytes(256 * 1024)));
      for (const webhook of webhooks) await store.save(webhook);
      const first = await store.list(workspace, { limit: 50, cursor: undefined });
      expect(JSON.stringify(first.items).length).toBeLessThan(3_000_000);
      const second = await store.list(workspace, { limit: 50, cursor: first.next ?? undefined });
      expect([...first.items, ...second.items]).toEqual(webhooks);
      expect(second.next).toBeNull();
    });

    it('are set aside once, however often they come, and removed for good', async () => {
      const store = storeOf();
      const first = aWebhook(aWorkspace());
      await store.save(first);
      await store.save({ ...first, receivedAt: at(60) });
      expect(await store.list(first.workspace, { limit: 5, cursor: undefined })).toEqual({ items: [first], next: null });
      await store.remove(first.workspace, first.id);
      expect(await store.list(first.workspace, { limit: 5, cursor: undefined })).toEqual({ items: [], next: null });
    });

    it('are gone once removed, the missing ones too', async () => {
      const store = storeOf();
      const webhook = aWebhook(aWorkspace());
      await store.save(webhook);
      await store.remove(webhook.workspace, webhook.id);
      await store.remove(webhook.workspace, webhook.id);
      expect(await store.get(webhook.workspace, webhook.id)).toBeUndefined();
      expect(await store.list(webhook.workspace, { limit: 5, cursor: undefined })).toEqual({ items: [], next: null });
    });

    it('are not listed from a cursor that no page gave', async () => {
      await expect(storeOf().list(aWorkspace(), { limit: 5, cursor: 'e30' })).rejects.toMatchObject({ code: 'bad-cursor' });
    });
  });
}

import { placeOf } from '../../shared/store/cursor.ts';
import { quarantinePage } from '../../shared/store/quarantine-page.ts';
import type { QuarantinedWebhook, QuarantineStore } from '../../shared/store/quarantine-store.ts';

const placeIn = ({ receivedAt, id }: QuarantinedWebhook) => `${receivedAt}#${id}`;

/** Quarantined webhooks in memory. */
export function memoryQuarantineStore(): QuarantineStore {
  const kept = new Map<string, QuarantinedWebhook>();
  return {
    save: async (webhook) => {
      const key = `${webhook.workspace}#${webhook.id}`;
      if (!kept.has(key)) kept.set(key, structuredClone(webhook));
    },
    get: async (workspace, id) => structuredClone(kept.get(`${workspace}#${id}`)),
    list: async (workspace, { limit, cursor }) => {
      const after = cursor === undefined ? undefined : placeOf(cursor, 1)[0];
      const found = [...kept.values()]
        .filter((webhook) => webhook.workspace === workspace && (after === undefined || placeIn(webhook) < after))
        .sort((a, b) => (placeIn(a) < placeIn(b) ? 1 : -1));
      return quarantinePage(structuredClone(found), limit, placeIn);
    },
    remove: async (workspace, id) => {
      kept.delete(`${workspace}#${id}`);
    },
  };
}

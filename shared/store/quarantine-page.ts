import type { PageRequest } from './page.ts';
import { pageOf } from './page-of.ts';
import type { QuarantinedWebhook } from './quarantine-store.ts';

/** Bodies of a page: written as JSON they may be twice as long, and an answer of Lambda has at most 6 MB. */
const mostBase64 = 2_700_000;

/** As many webhooks from the first one on as fit into an answer; at least one, at most the limit. `placeIn` says where one lies. */
export function quarantinePage(
  found: readonly QuarantinedWebhook[],
  limit: PageRequest['limit'],
  placeIn: (webhook: QuarantinedWebhook) => string,
) {
  return pageOf(found, Math.min(limit, fitting(found)), (webhook) => [placeIn(webhook)]);
}

/** Whether a page is full, and no more need be read. */
export function isFull(found: readonly QuarantinedWebhook[], limit: PageRequest['limit']): boolean {
  return found.length > Math.min(limit, fitting(found));
}

function fitting(found: readonly QuarantinedWebhook[]): number {
  let left = mostBase64;
  const first = found.findIndex(({ request }) => {
    left -= request.bodyBase64.length;
    return left < 0;
  });
  return first === -1 ? found.length : Math.max(1, first);
}

import type { Instant } from './instant.ts';
import type { Lead } from './lead.ts';
import type { Decision } from './reassignment.ts';

const ownersKept = 10;

/** The lead once the decision is carried out. It keeps its status when it is given on; a deferred one keeps its owner. */
export function leadAfter(lead: Lead, decision: Decision, now: Instant): Lead {
  const settled: Lead = { ...lead, deferredUntil: null, version: lead.version + 1 };
  switch (decision.kind) {
    case 'kept':
      return settled;
    case 'deferred':
      return { ...settled, deferredUntil: decision.until };
    case 'pooled':
      return { ...settled, owner: null };
    case 'assigned':
    case 'reassigned':
      return {
        ...settled,
        owner: decision.to,
        owners: [decision.to, ...lead.owners].slice(0, ownersKept),
        assignedAt: now,
        status: lead.status === 'unassigned' ? 'assigned' : lead.status,
        recycles: lead.recycles + (decision.kind === 'reassigned' ? 1 : 0),
      };
    default:
      return decision satisfies never;
  }
}

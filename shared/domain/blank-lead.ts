import type { Lead } from './lead.ts';

/** A lead of which nothing is known but its number. */
export function blankLead(known: Pick<Lead, 'id' | 'workspace' | 'phone' | 'createdAt' | 'createdBy'>): Lead {
  return {
    ...known,
    name: null,
    status: 'unassigned',
    statusSteps: [],
    owner: null,
    tags: [],
    campaign: null,
    source: null,
    timezone: null,
    attempts: 0,
    recycles: 0,
    lastCallAt: null,
    lastConnectedAt: null,
    owners: [],
    assignedAt: null,
    deferredUntil: null,
    followUp: null,
    version: 0,
  };
}

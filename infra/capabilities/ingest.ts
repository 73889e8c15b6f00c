import type { Capability } from './capability.ts';

/** Takes the diallers' webhooks in. */
export const ingest: Capability = {
  name: 'ingest',
  trigger: { kind: 'http', routes: ['POST /webhooks/{connectionId}', 'GET /webhooks/{connectionId}'] },
  may: [
    { table: 'calls', actions: ['GetItem', 'BatchGetItem', 'PutItem'] },
    { table: 'calls', index: 'by-lead', actions: ['Query'] },
    { table: 'leads', actions: ['GetItem'] },
    { table: 'workspace', actions: ['Query'] },
    { table: 'connections', actions: ['GetItem'] },
    { table: 'quarantine', actions: ['PutItem'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 5,
  failureMeans: 'call outcomes that diallers report are not taken in, and are lost to the team if the dialler stops trying',
  knowsPublicUrl: true,
};

import type { Capability } from './capability.ts';

/** Everything that people and integrations ask for but reports. */
export const api: Capability = {
  name: 'api',
  trigger: { kind: 'http', routes: ['ANY /api/{proxy+}', 'GET /healthz'] },
  may: [
    // UpdateItem: from when on daily runs count.
    { table: 'workspace', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'] },
    { table: 'connections', actions: ['GetItem', 'PutItem', 'DeleteItem'] },
    { table: 'connections', index: 'by-workspace', actions: ['Query'] },
    { table: 'leads', actions: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] },
    { table: 'leads', index: 'by-owner', actions: ['Query'] },
    { table: 'leads', index: 'by-status', actions: ['Query'] },
    { table: 'quarantine', actions: ['GetItem', 'Query', 'DeleteItem'] },
    // UpdateItem: another setting has days counted again.
    { table: 'reports', actions: ['Query', 'UpdateItem'] },
    { table: 'exports', actions: ['GetItem', 'Query', 'PutItem', 'DeleteItem'] },
    // A signed link may do what its signer may.
    { bucket: 'exports', actions: ['GetObject'] },
    { table: 'calls', actions: ['GetItem', 'BatchGetItem', 'PutItem'] },
    { table: 'calls', index: 'timeline', actions: ['Query'] },
    { table: 'calls', index: 'by-lead', actions: ['Query'] },
  ],
  memoryMegabytes: 512,
  // The longest that API Gateway waits: an import writes thousands of leads.
  timeoutSeconds: 29,
  failureMeans: 'agents cannot log calls or see their leads, and admins cannot change settings',
  knowsPublicUrl: true,
};

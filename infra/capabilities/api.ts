import type { Capability } from './capability.ts';

/** Everything that people and integrations ask for but reports. */
export const api: Capability = {
  name: 'api',
  trigger: { kind: 'http', routes: ['ANY /api/{proxy+}', 'GET /healthz'] },
  may: [
    { table: 'workspace', actions: ['GetItem', 'Query', 'PutItem', 'DeleteItem'] },
    { table: 'connections', actions: ['GetItem', 'PutItem', 'DeleteItem'] },
    { table: 'connections', index: 'by-workspace', actions: ['Query'] },
    { table: 'leads', actions: ['GetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'] },
    { table: 'leads', index: 'by-owner', actions: ['Query'] },
    { table: 'leads', index: 'by-status', actions: ['Query'] },
    { table: 'quarantine', actions: ['GetItem', 'Query', 'DeleteItem'] },
    { table: 'reports', actions: ['Query'] },
    { table: 'calls', actions: ['GetItem', 'BatchGetItem', 'PutItem'] },
    { table: 'calls', index: 'timeline', actions: ['Query'] },
    { table: 'calls', index: 'by-lead', actions: ['Query'] },
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 10,
  failureMeans: 'agents cannot log calls or see their leads, and admins cannot change settings',
  knowsPublicUrl: true,
};

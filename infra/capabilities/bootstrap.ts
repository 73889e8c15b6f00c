import type { Capability } from './capability.ts';

/** Makes the first workspace and the token of its operator, once, when a person calls it. */
export const bootstrap: Capability = {
  name: 'bootstrap',
  trigger: { kind: 'invoke' },
  may: [{ table: 'workspace', actions: ['PutItem'] }],
  memoryMegabytes: 256,
  timeoutSeconds: 30,
  failureMeans: 'a team that has just deployed cannot get its first token',
};

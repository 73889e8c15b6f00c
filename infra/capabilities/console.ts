import type { Capability } from './capability.ts';

/** Hands out the files of the web console. */
export const console: Capability = {
  name: 'console',
  trigger: { kind: 'http', routes: ['GET /', 'GET /{proxy+}'] },
  may: [],
  memoryMegabytes: 256,
  timeoutSeconds: 10,
  failureMeans: 'nobody can open the console in a browser',
};

import type { Capability } from './capability.ts';
import { ingest } from './ingest.ts';

/** Takes in what Amazon Connect, in the same account, tells of its telephone calls. */
export const amazonConnect: Capability = {
  name: 'amazon-connect',
  trigger: {
    kind: 'queue',
    bus: 'default',
    on: {
      source: ['aws.connect'],
      'detail-type': ['Amazon Connect Contact Event'],
      detail: { channel: [{ 'equals-ignore-case': 'voice' }] },
    },
  },
  may: ingest.may,
  memoryMegabytes: 512,
  timeoutSeconds: 30,
  failureMeans: 'calls of Amazon Connect are missing in Redial: their leads are not recycled, and reports lack them',
};

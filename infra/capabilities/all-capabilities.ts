import { api } from './api.ts';
import { bootstrap } from './bootstrap.ts';
import type { Capability } from './capability.ts';
import { console } from './console.ts';
import { followUp } from './follow-up.ts';
import { ingest } from './ingest.ts';
import { publish } from './publish.ts';
import { reassign } from './reassign.ts';
import { reports } from './reports.ts';
import { rollup } from './rollup.ts';
import { sweep } from './sweep.ts';

/** Everything that Redial runs. */
export const allCapabilities: readonly Capability[] = [
  ingest,
  publish,
  reassign,
  followUp,
  rollup,
  sweep,
  reports,
  api,
  console,
  bootstrap,
];

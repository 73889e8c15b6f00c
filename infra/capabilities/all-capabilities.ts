import { amazonConnect } from './amazon-connect.ts';
import { api } from './api.ts';
import { assign } from './assign.ts';
import { assignOnTime } from './assign-on-time.ts';
import { bootstrap } from './bootstrap.ts';
import type { Capability } from './capability.ts';
import { console } from './console.ts';
import { exportFiles } from './export.ts';
import { exportOnTime } from './export-on-time.ts';
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
  amazonConnect,
  publish,
  reassign,
  assign,
  assignOnTime,
  followUp,
  rollup,
  exportFiles,
  exportOnTime,
  sweep,
  reports,
  api,
  console,
  bootstrap,
];

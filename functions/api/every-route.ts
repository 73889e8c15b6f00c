import type { Served } from '../../shared/lambda/http/serve.ts';
import { about } from './about.ts';
import { agents } from './agents.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { calls } from './calls.ts';
import { connections } from './connections.ts';
import { exportSchedules } from './export-schedules.ts';
import { exportRoutes } from './exports.ts';
import { followUps } from './follow-ups.ts';
import { leadStatuses } from './lead-statuses.ts';
import { leads } from './leads.ts';
import { quarantine } from './quarantine.ts';
import { settings } from './settings.ts';
import { structure } from './structure.ts';
import { tokens } from './tokens.ts';
import { workspaces } from './workspaces.ts';

/** What this function answers: every row of the table that it serves. */
export const everyRoute: readonly Served<ApiDependencies>[] = [
  ...about,
  ...workspaces,
  ...tokens,
  ...settings,
  ...agents,
  ...structure,
  ...leadStatuses,
  ...connections,
  ...quarantine,
  ...calls,
  ...leads,
  ...exportRoutes,
  ...exportSchedules,
  ...followUps,
];

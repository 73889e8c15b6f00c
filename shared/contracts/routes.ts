import type { Route } from './route.ts';
import * as about from './routes/about.ts';
import * as assignment from './routes/assignment.ts';
import * as calls from './routes/calls.ts';
import * as connections from './routes/connections.ts';
import { exportScheduleRoutes } from './routes/export-schedules.ts';
import * as exports from './routes/exports.ts';
import * as followUps from './routes/follow-ups.ts';
import * as leads from './routes/leads.ts';
import * as reports from './routes/reports.ts';
import * as settings from './routes/settings.ts';
import { agentRoutes, branchRoutes, campaignRoutes, departmentRoutes, leadStatusRoutes } from './routes/structure.ts';
import * as tokens from './routes/tokens.ts';
import * as workspaces from './routes/workspaces.ts';

/** Every operation of the API, in the order of its documentation. What is not in this table is not there. */
export const routes: readonly Route[] = [
  about.getHealth,
  about.getOpenApi,
  workspaces.createWorkspace,
  workspaces.listWorkspaces,
  workspaces.getWorkspace,
  workspaces.changeWorkspace,
  workspaces.removeWorkspace,
  tokens.createToken,
  tokens.listTokens,
  tokens.getToken,
  tokens.changeToken,
  tokens.removeToken,
  settings.getSettings,
  settings.changeSettings,
  settings.getAutoAssignment,
  settings.putAutoAssignment,
  assignment.runNow,
  assignment.simulate,
  ...Object.values(agentRoutes),
  ...Object.values(branchRoutes),
  ...Object.values(departmentRoutes),
  ...Object.values(campaignRoutes),
  ...Object.values(leadStatusRoutes),
  connections.createConnection,
  connections.listConnections,
  connections.getConnection,
  connections.changeConnection,
  connections.removeConnection,
  connections.rotateConnection,
  connections.dryRunConnection,
  connections.listQuarantine,
  connections.redriveQuarantined,
  calls.listCalls,
  calls.logCall,
  calls.getCall,
  calls.correctCall,
  calls.listLive,
  leads.createLead,
  leads.importLeads,
  leads.listLeads,
  leads.getLead,
  leads.changeLead,
  leads.listDecisions,
  leads.getHistory,
  followUps.listFollowUps,
  followUps.getFollowUp,
  followUps.scheduleFollowUp,
  followUps.changeFollowUp,
  reports.getReport,
  reports.getDefinitions,
  reports.rollUpNow,
  reports.rebuildReports,
  reports.listRestatements,
  reports.getServiceLevel,
  reports.getReach,
  exports.createExport,
  exports.listExports,
  exports.getExport,
  exports.retryExport,
  ...Object.values(exportScheduleRoutes),
];

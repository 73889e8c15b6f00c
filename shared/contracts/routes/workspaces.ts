import * as z from 'zod';
import { listOf, page, region, text, timezone } from '../fields.ts';
import { admins, managers, operators } from '../roles.ts';
import { route } from '../route.ts';
import { secretShownOnce } from './tokens.ts';

const workspaceShown = z.strictObject({ id: z.string(), name: z.string(), timezone: z.string(), region: z.string() });

export const createWorkspace = route({
  operation: 'createWorkspace',
  method: 'POST',
  path: '/api/workspaces',
  summary: 'Make a workspace; answers the token of its first admin, shown this once',
  roles: operators,
  servedBy: 'api',
  body: z.strictObject({ name: text(120), timezone, region: region.optional() }),
  answers: {
    201: z.strictObject({ id: z.string(), token: z.string() }),
    200: z.strictObject({ id: z.string(), token: z.null(), ...secretShownOnce }),
  },
  creates: true,
});

export const listWorkspaces = route({
  operation: 'listWorkspaces',
  method: 'GET',
  path: '/api/workspaces',
  summary: 'The workspaces that the caller sees inside: their own',
  roles: managers,
  servedBy: 'api',
  query: z.strictObject(page),
  answers: { 200: listOf(workspaceShown) },
});

export const getWorkspace = route({
  operation: 'getWorkspace',
  method: 'GET',
  path: '/api/workspaces/{id}',
  summary: 'Read the own workspace',
  roles: managers,
  servedBy: 'api',
  answers: { 200: workspaceShown },
});

export const changeWorkspace = route({
  operation: 'changeWorkspace',
  method: 'PATCH',
  path: '/api/workspaces/{id}',
  summary: 'Rename the own workspace',
  roles: admins,
  servedBy: 'api',
  body: z.strictObject({ name: text(120).optional() }),
  answers: { 200: workspaceShown },
});

export const removeWorkspace = route({
  operation: 'removeWorkspace',
  method: 'DELETE',
  path: '/api/workspaces/{id}',
  summary: 'Remove a workspace in which there is nothing yet, with its tokens; one that holds people, leads, calls or diallers stays',
  roles: operators,
  servedBy: 'api',
  answers: { 204: null },
});

import * as z from 'zod';
import { roles } from '../../domain/workspace.ts';
import { id, listOf, named, page, text } from '../fields.ts';
import { admins } from '../roles.ts';
import { route } from '../route.ts';

const shown = {
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  agent: named.nullable(),
  branch: named.nullable(),
  department: named.nullable(),
  createdAt: z.string(),
};

const tokenShown = z.strictObject(shown);

const newToken = z
  .strictObject({
    name: text(120),
    role: z.enum(roles),
    agent: id.nullable().optional(),
    branch: id.nullable().optional(),
    department: id.nullable().optional(),
  })
  .superRefine(({ role, agent, branch, department }, context) => {
    const wrong = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (role === 'agent' && !agent) wrong('agent', 'a token of the role agent needs the agent whose leads and calls it is for');
    if (role !== 'agent' && agent) wrong('agent', `a token of the role ${role} is not for one agent`);
    if (role === 'supervisor' && !branch && !department) wrong('branch', 'a token of the role supervisor needs a branch or a department');
    if (role !== 'supervisor' && branch) wrong('branch', `a token of the role ${role} is not for one branch`);
    if (role !== 'supervisor' && department) wrong('department', `a token of the role ${role} is not for one department`);
  });

const common = { roles: admins, servedBy: 'api' } as const;

/** A secret that was shown once is null in the answer to a repeated request, and `note` says so. */
export const secretShownOnce = { note: z.string().optional() };

export const listTokens = route({
  operation: 'listTokens',
  method: 'GET',
  path: '/api/tokens',
  summary: 'List API tokens, never the tokens themselves',
  ...common,
  query: z.strictObject(page),
  answers: { 200: listOf(tokenShown) },
});

export const createToken = route({
  operation: 'createToken',
  method: 'POST',
  path: '/api/tokens',
  summary: 'Make an API token; it is shown this once',
  ...common,
  body: newToken,
  answers: {
    201: z.strictObject({ ...shown, token: z.string() }),
    200: z.strictObject({ ...shown, token: z.null(), ...secretShownOnce }),
  },
  creates: true,
});

export const getToken = route({
  operation: 'getToken',
  method: 'GET',
  path: '/api/tokens/{id}',
  summary: 'What a token is for',
  ...common,
  answers: { 200: tokenShown },
});

export const changeToken = route({
  operation: 'changeToken',
  method: 'PATCH',
  path: '/api/tokens/{id}',
  summary: 'Rename a token',
  ...common,
  body: z.strictObject({ name: text(120).optional() }),
  answers: { 200: tokenShown },
});

export const removeToken = route({
  operation: 'removeToken',
  method: 'DELETE',
  path: '/api/tokens/{id}',
  summary: 'Revoke a token at once',
  ...common,
  answers: { 204: null },
});

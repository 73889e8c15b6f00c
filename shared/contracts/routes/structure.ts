import * as z from 'zod';
import type { Role } from '../../domain/workspace.ts';
import { id, listOf, named, page, phone, text } from '../fields.ts';
import { admins, everybody, managers, supervisors } from '../roles.ts';
import { route } from '../route.ts';

/** The five routes that every kind of people and structure has. */
function structureRoutes<const Plural extends string, Create extends z.ZodType, Change extends z.ZodType, Shown extends z.ZodType>(kind: {
  plural: Plural;
  title: string;
  words: string;
  readers: readonly Role[];
  create: Create;
  change: Change;
  shown: Shown;
}) {
  const { title, words, readers, shown } = kind;
  const list = `/api/${kind.plural}` as const;
  const one = `/api/${kind.plural}/{id}` as const;
  const write = { roles: admins, servedBy: 'api' } as const;
  const read = { roles: readers, servedBy: 'api' } as const;
  return {
    list: route({
      operation: `list${title}`,
      method: 'GET',
      path: list,
      summary: `List ${words}`,
      ...read,
      query: z.strictObject(page),
      answers: { 200: listOf(shown) },
    }),
    create: route({
      operation: `create${title}`,
      method: 'POST',
      path: list,
      summary: `Add one to the ${words}`,
      ...write,
      body: kind.create,
      answers: { 201: shown },
      creates: true,
    }),
    get: route({
      operation: `get${title}`,
      method: 'GET',
      path: one,
      summary: `Read one of the ${words}`,
      ...read,
      answers: { 200: shown },
    }),
    change: route({
      operation: `change${title}`,
      method: 'PATCH',
      path: one,
      summary: `Change one of the ${words}`,
      ...write,
      body: kind.change,
      answers: { 200: shown },
    }),
    remove: route({
      operation: `remove${title}`,
      method: 'DELETE',
      path: one,
      summary: `Remove one of the ${words}`,
      ...write,
      answers: { 204: null },
    }),
  };
}

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@]+@[^\s@]+$/, 'it is not an e-mail address');

const agentFields = {
  phone: phone.nullable(),
  externalIds: z.array(text(100)).max(20),
  branch: id.nullable(),
  department: id.nullable(),
  leadCap: z.int().min(0).max(1_000_000).nullable(),
  weight: z.number().positive().max(100),
  working: z.boolean(),
};

export const agentShown = z.strictObject({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  phone: z.string().nullable(),
  externalIds: z.array(z.string()),
  branch: named.nullable(),
  department: named.nullable(),
  leadCap: z.number().nullable(),
  weight: z.number(),
  working: z.boolean(),
});

export const agentRoutes = structureRoutes({
  plural: 'agents',
  title: 'Agent',
  words: 'agents',
  readers: supervisors,
  create: z.strictObject({ name: text(120), email, ...z.strictObject(agentFields).partial().shape }),
  change: z.strictObject({ name: text(120), email, ...agentFields }).partial(),
  shown: agentShown,
});

const nameOnly = z.strictObject({ name: text(120) });

const namedKind = { readers: managers, create: nameOnly, change: nameOnly.partial(), shown: named };

export const branchRoutes = structureRoutes({ plural: 'branches', title: 'Branch', words: 'branches', ...namedKind });

export const departmentRoutes = structureRoutes({ plural: 'departments', title: 'Department', words: 'departments', ...namedKind });

export const campaignRoutes = structureRoutes({ plural: 'campaigns', title: 'Campaign', words: 'campaigns', ...namedKind });

export const leadStatusRoutes = structureRoutes({
  plural: 'lead-statuses',
  title: 'LeadStatus',
  words: 'lead statuses',
  readers: everybody,
  create: nameOnly,
  change: nameOnly.partial(),
  shown: z.strictObject({ id: z.string(), name: z.string(), protected: z.boolean() }),
});

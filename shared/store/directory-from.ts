import * as z from 'zod';
import { leadStatusIds } from '../domain/lead.ts';
import {
  type Agent,
  type AssignmentPolicy,
  type Directory,
  defaultPolicy,
  defaultSettings,
  type LeadStatus,
  type Named,
  type Settings,
} from '../domain/workspace.ts';
import type { Entity, EntityKind } from './workspace-store.ts';

const named = z.object({ id: z.string(), name: z.string() }) satisfies z.ZodType<Named>;
const leadStatus = named.extend({ protected: z.boolean().default(false) }) satisfies z.ZodType<LeadStatus>;
const agent = named.extend({
  email: z.string(),
  phone: z.string().nullable().default(null),
  externalIds: z.array(z.string()).default([]),
  branch: z.string().nullable().default(null),
  department: z.string().nullable().default(null),
  leadCap: z.number().nullable().default(null),
  weight: z.number().default(1),
  working: z.boolean().default(true),
}) satisfies z.ZodType<Agent>;

export type KeptWorkspace = {
  workspace: string;
  name: string;
  settings: Partial<Settings> & Pick<Settings, 'timezone' | 'region'>;
  policy: Partial<AssignmentPolicy>;
  entities: Partial<Record<EntityKind, readonly Entity[]>>;
};

/** A workspace as rules and reports see it. Settings that are newer than the workspace have their defaults. */
export function directoryFrom({ workspace, name, settings, policy, entities }: KeptWorkspace): Directory {
  return {
    workspace,
    name,
    settings: { ...defaultSettings, ...settings },
    policy: { ...defaultPolicy, ...policy },
    agents: z.array(agent).parse(entities.agent ?? []),
    branches: z.array(named).parse(entities.branch ?? []),
    departments: z.array(named).parse(entities.department ?? []),
    campaigns: z.array(named).parse(entities.campaign ?? []),
    leadStatuses: builtInFirst(z.array(leadStatus).parse(entities['lead-status'] ?? [])),
  };
}

/** In the order that people know: the built-in statuses as the lead goes through them, then the workspace's own. */
function builtInFirst(statuses: readonly LeadStatus[]): LeadStatus[] {
  const order: readonly string[] = leadStatusIds;
  const placeOf = ({ id }: LeadStatus) => (order.includes(id) ? order.indexOf(id) : order.length);
  return statuses.toSorted((a, b) => placeOf(a) - placeOf(b));
}

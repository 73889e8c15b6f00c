import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import type { Lead } from '../../../shared/domain/lead.ts';
import { type Agent, type AssignmentPolicy, defaultSettings } from '../../../shared/domain/workspace.ts';
import type { CallStore } from '../../../shared/store/call-store.ts';
import type { LeadStore } from '../../../shared/store/lead-store.ts';
import type { WorkspaceStore } from '../../../shared/store/workspace-store.ts';
import { aFact, aFrame, anAgent, aPolicy, at } from '../../builders.ts';
import { memoryAssignmentRuns } from '../../doubles/memory-assignment-runs.ts';
import { memoryCallStore } from '../../doubles/memory-call-store.ts';
import { memoryLeadStore } from '../../doubles/memory-lead-store.ts';
import { memoryWorkspaceStore } from '../../doubles/memory-workspace-store.ts';
import { aNewLead } from '../../shared/store/a-new-lead.ts';

export type Stores = { workspaces: WorkspaceStore; leads: LeadStore; calls: CallStore };

/** The stores that auto-assignment runs on, in memory; the clock shows what is set. */
export function assignmentStores() {
  const clock = { now: at(60) };
  return {
    clock,
    workspaces: memoryWorkspaceStore(),
    leads: memoryLeadStore(),
    calls: memoryCallStore(),
    runs: memoryAssignmentRuns(),
    now: () => clock.now,
  };
}

type Given = { id?: string; agents?: readonly Agent[]; policy?: Partial<AssignmentPolicy> };

/** A workspace in Asia/Kolkata with these agents; its policy is on and about leads without an owner too. */
export async function aWorkspaceWith({ workspaces }: Stores, { id = 'w_1', agents, policy }: Given = {}): Promise<string> {
  const settings = { ...defaultSettings, timezone: 'Asia/Kolkata', region: 'IN' };
  await workspaces.createWorkspace({ id, name: 'Test', settings, createdAt: at() });
  for (const agent of agents ?? ['a_asha', 'a_ravi', 'a_tara'].map((one) => anAgent(one))) {
    await workspaces.saveEntity(id, 'agent', { ...agent });
  }
  await workspaces.savePolicy(id, aPolicy({ statuses: ['unassigned', 'not-picked', 'missed'], ...policy }));
  return id;
}

/** Leads that nobody owns, the first the longest waiting. */
export async function waitingLeads({ leads }: Pick<Stores, 'leads'>, workspace: string, count: number): Promise<Lead[]> {
  const made = Array.from({ length: count }, (_, n) =>
    aNewLead(workspace, { owner: null, status: 'unassigned', assignedAt: null, createdAt: at(n - 7200) }),
  );
  await Promise.all(made.map((lead) => keepLead(leads, lead)));
  return made;
}

/** A lead of Asha's who did not pick up, with the call. */
export async function aRungLead(
  { leads, calls }: Stores,
  workspace: string,
  fields: Partial<Lead> = {},
  said: Partial<Fact> = {},
): Promise<Lead> {
  const lead = aNewLead(workspace, { status: 'not-picked', lastCallAt: at(), attempts: 1, ...fields });
  await keepLead(leads, lead);
  const frame = aFrame({ leadId: lead.id });
  const facts = [aFact({ signal: 'busy', direction: 'outbound', agent: { id: 'a_asha' }, startedAt: at(), endedAt: at(20), ...said })];
  const call = callFrom(facts, frame);
  await calls.save({ id: `c_${lead.id}`, workspace, connection: 'n_1', externalId: lead.id, version: 1, frame, facts, call });
  return lead;
}

/** Leads that are kept at once meet at the load of their owner. */
async function keepLead(leads: LeadStore, lead: Lead): Promise<void> {
  while ((await leads.save({ before: undefined, after: lead, at: at(-3600) })) !== 'saved');
}

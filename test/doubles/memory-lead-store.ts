import type { Lead } from '../../shared/domain/lead.ts';
import type { AgentLoad, RecordedDecision } from '../../shared/domain/reassignment.ts';
import { placeOf } from '../../shared/store/cursor.ts';
import { leadKeys } from '../../shared/store/keys.ts';
import type { LeadChange, LeadStore } from '../../shared/store/lead-store.ts';
import { loadChangesOf } from '../../shared/store/load-changes-of.ts';
import { pageOf } from '../../shared/store/page-of.ts';

const keyOf = (workspace: string, id: string) => `${workspace}#${id}`;
const createdOf = (lead: Lead) => leadKeys.createdAt(lead.createdAt, lead.id);

/** Leads in memory. */
export function memoryLeadStore(): LeadStore & { all(): Lead[]; allDecisions(): RecordedDecision[] } {
  const leads = new Map<string, Lead>();
  const decisions = new Map<string, Map<string, RecordedDecision>>();
  const loads = new Map<string, Map<string, AgentLoad>>();

  const all = () => structuredClone([...leads.values()]);
  const decisionsOf = (workspace: string, leadId: string) => decisions.get(keyOf(workspace, leadId)) ?? new Map<string, RecordedDecision>();
  const loadsOf = (workspace: string) => loads.get(workspace) ?? new Map<string, AgentLoad>();

  function obstacleOf({ before, after, decision, cap }: LeadChange): 'handled' | 'conflict' | 'at-cap' | undefined {
    if (decision && decisionsOf(after.workspace, after.id).has(decision.id)) return 'handled';
    if (leads.get(keyOf(after.workspace, after.id))?.version !== before?.version) return 'conflict';
    const holder = all().find((lead) => lead.workspace === after.workspace && lead.phone === after.phone);
    if (holder && holder.id !== after.id) return 'conflict';
    const reached = loadChangesOf({ before, after }).find(({ by }) => by === 1);
    if (typeof cap !== 'number' || !reached) return undefined;
    return (loadsOf(after.workspace).get(reached.agentId)?.load ?? 0) < cap ? undefined : 'at-cap';
  }

  function write({ before, after, decision, at }: LeadChange): void {
    leads.set(keyOf(after.workspace, after.id), structuredClone(after));
    if (decision) {
      const known = decisionsOf(after.workspace, after.id).set(decision.id, structuredClone(decision));
      decisions.set(keyOf(after.workspace, after.id), known);
    }
    const known = loadsOf(after.workspace);
    for (const { agentId, by, given } of loadChangesOf({ before, after })) {
      const load = known.get(agentId) ?? { agentId, load: 0, lastGivenAt: null };
      known.set(agentId, { agentId, load: load.load + by, lastGivenAt: given ? at : load.lastGivenAt });
    }
    loads.set(after.workspace, known);
  }

  return {
    all,
    allDecisions: () => structuredClone([...decisions.values()].flatMap((some) => [...some.values()])),
    get: async (workspace, id) => structuredClone(leads.get(keyOf(workspace, id))),
    byPhone: async (workspace, phone) => all().find((lead) => lead.workspace === workspace && lead.phone === phone),
    save: async (asked) => {
      const change = { ...asked, before: asked.before?.version ? asked.before : undefined };
      const obstacle = obstacleOf(change);
      if (obstacle === undefined) write(change);
      return obstacle ?? 'saved';
    },
    list: async (workspace, { status, owner }, statuses, { limit, cursor }) => {
      const after = cursor === undefined ? undefined : placeOf(cursor, 1)[0];
      const found = all()
        .filter((lead) => lead.workspace === workspace && (after === undefined || createdOf(lead) < after))
        .filter((lead) => (status === undefined && owner === undefined ? statuses.includes(lead.status) : true))
        .filter((lead) => (status === undefined || lead.status === status) && (owner === undefined || lead.owner === owner));
      return pageOf(
        found.sort((a, b) => (createdOf(a) < createdOf(b) ? 1 : -1)),
        limit,
        (lead) => [createdOf(lead)],
      );
    },
    due: async (workspace, until) =>
      all()
        .filter((lead) => lead.workspace === workspace && (leadKeys.dueTimeOf(lead) ?? until) < until)
        .sort((a, b) => ((leadKeys.dueTimeOf(a) ?? '') < (leadKeys.dueTimeOf(b) ?? '') ? -1 : 1)),
    decision: async (workspace, leadId, decisionId) => structuredClone(decisionsOf(workspace, leadId).get(decisionId)),
    decisions: async (workspace, leadId) =>
      structuredClone([...decisionsOf(workspace, leadId).values()]).sort((a, b) =>
        a.at < b.at || (a.at === b.at && a.id < b.id) ? 1 : -1,
      ),
    loads: async (workspace) => structuredClone([...loadsOf(workspace).values()]),
  };
}

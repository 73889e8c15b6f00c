import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';
import { followUpRecords } from '../../shared/domain/follow-up-records.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { type RecordedChange, recordedChange } from '../../shared/domain/lead-change.ts';
import type { AgentLoad, RecordedDecision } from '../../shared/domain/reassignment.ts';
import { placeOf } from '../../shared/store/cursor.ts';
import { leadIdOf } from '../../shared/store/ids.ts';
import { leadKeys } from '../../shared/store/keys.ts';
import type { LeadChange, LeadStore, PhoneHolder } from '../../shared/store/lead-store.ts';
import { loadChangesOf } from '../../shared/store/load-changes-of.ts';
import { pageOf } from '../../shared/store/page-of.ts';

const keyOf = (workspace: string, id: string) => `${workspace}#${id}`;
const createdOf = (lead: Lead) => leadKeys.createdAt(lead.createdAt, lead.id);

/** Leads in memory. */
export function memoryLeadStore(): LeadStore & { all(): Lead[]; allDecisions(): RecordedDecision[]; allFollowUps(): FollowUpRecord[] } {
  const leads = new Map<string, Lead>();
  const decisions = new Map<string, Map<string, RecordedDecision>>();
  const loads = new Map<string, Map<string, AgentLoad>>();
  const followUps = new Map<string, FollowUpRecord>();
  const changes = new Map<string, RecordedChange[]>();
  const requests = new Map<string, { leadId: string; body: string }>();

  const all = () => structuredClone([...leads.values()]);
  const decisionsOf = (workspace: string, leadId: string) => decisions.get(keyOf(workspace, leadId)) ?? new Map<string, RecordedDecision>();
  const loadsOf = (workspace: string) => loads.get(workspace) ?? new Map<string, AgentLoad>();

  function obstacleOf({ before, after, decision, cap, load, request }: LeadChange): 'handled' | 'conflict' | 'at-cap' | undefined {
    if (decision && decisionsOf(after.workspace, after.id).has(decision.id)) return 'handled';
    if (request && requests.has(keyOf(after.workspace, request.key))) return 'conflict';
    if (leads.get(keyOf(after.workspace, after.id))?.version !== before?.version) return 'conflict';
    const holder = all().find((lead) => lead.workspace === after.workspace && lead.phone === after.phone);
    if (holder && holder.id !== after.id) return 'conflict';
    const reached = loadChangesOf({ before, after }).find(({ by }) => by === 1);
    const has = loadsOf(after.workspace).get(reached?.agentId ?? '')?.load ?? 0;
    if (!reached || (has < (cap ?? Number.POSITIVE_INFINITY) && has <= (load ?? has))) return undefined;
    return load === undefined ? 'at-cap' : 'conflict';
  }

  function forPhone(workspace: string, phone: string): PhoneHolder {
    const lead = all().find((one) => one.workspace === workspace && one.phone === phone);
    if (lead) return { id: lead.id, lead };
    for (let turn = 0; ; turn++) {
      const id = leadIdOf(workspace, phone, turn);
      if (!leads.has(keyOf(workspace, id))) return { id, lead: undefined };
    }
  }

  function write(change: LeadChange): void {
    const { before, after, decision, at, request } = change;
    const told = recordedChange(change);
    const place = keyOf(after.workspace, after.id);
    if (told) changes.set(place, [...(changes.get(place) ?? []), structuredClone(told)]);
    if (request) requests.set(keyOf(after.workspace, request.key), { leadId: after.id, body: request.body });
    leads.set(keyOf(after.workspace, after.id), structuredClone(after));
    for (const record of followUpRecords(change)) followUps.set(keyOf(record.workspace, record.id), structuredClone(record));
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
    allFollowUps: () => structuredClone([...followUps.values()]),
    allDecisions: () => structuredClone([...decisions.values()].flatMap((some) => [...some.values()])),
    get: async (workspace, id) => structuredClone(leads.get(keyOf(workspace, id))),
    getMany: async (workspace, ids) => all().filter((lead) => lead.workspace === workspace && ids.includes(lead.id)),
    byPhone: async (workspace, phone) => forPhone(workspace, phone).lead,
    forPhone: async (workspace, phone) => forPhone(workspace, phone),
    add: async (added, moment) => {
      const taken = added.filter((lead) => obstacleOf({ before: undefined, after: lead, at: moment }) !== undefined);
      if (taken.length > 0) return { taken: taken.map(({ id }) => id) };
      for (const after of added) write({ before: undefined, after, at: moment });
      return 'saved';
    },
    request: async (workspace, key) => requests.get(keyOf(workspace, key)),
    changes: async (workspace, leadId) =>
      structuredClone(changes.get(keyOf(workspace, leadId)) ?? []).toSorted((a, b) => b.version - a.version),
    save: async (asked) => {
      const change = { ...asked, before: asked.before?.version ? asked.before : undefined };
      const obstacle = obstacleOf(change);
      if (obstacle === undefined) write(change);
      return obstacle ?? 'saved';
    },
    list: async (workspace, { status, owner, matches }, statuses, { limit, cursor }) => {
      const after = cursor === undefined ? undefined : placeOf(cursor, 1)[0];
      const found = all()
        .filter((lead) => lead.workspace === workspace && (after === undefined || createdOf(lead) < after))
        .filter((lead) => (status === undefined && owner === undefined ? statuses.includes(lead.status) : true))
        .filter((lead) => (status === undefined || lead.status === status) && (owner === undefined || lead.owner === owner))
        .filter(matches ?? (() => true));
      return pageOf(
        found.sort((a, b) => (createdOf(a) < createdOf(b) ? 1 : -1)),
        limit,
        (lead) => [createdOf(lead)],
      );
    },
    latest: async (workspace, id) => structuredClone(leads.get(keyOf(workspace, id))),
    ofStatus: async function* (workspace, status) {
      const found = all().filter((lead) => lead.workspace === workspace && lead.status === status);
      yield found.sort((a, b) => (createdOf(a) < createdOf(b) ? -1 : 1));
    },
    due: async (workspace, until, most) =>
      all()
        .filter((lead) => lead.workspace === workspace && (leadKeys.dueTimeOf(lead) ?? until) < until)
        .sort((a, b) => ((leadKeys.dueTimeOf(a) ?? '') < (leadKeys.dueTimeOf(b) ?? '') ? -1 : 1))
        .slice(0, most),
    decision: async (workspace, leadId, decisionId) => structuredClone(decisionsOf(workspace, leadId).get(decisionId)),
    decisions: async (workspace, leadId) =>
      structuredClone([...decisionsOf(workspace, leadId).values()]).sort((a, b) =>
        a.at < b.at || (a.at === b.at && a.id < b.id) ? 1 : -1,
      ),
    loads: async (workspace) => structuredClone([...loadsOf(workspace).values()]),
  };
}

import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { LeadStore } from '../../shared/store/lead-store.ts';
import { namedIn } from './named-in.ts';

/** Calls with the names of their leads, people and structure. */
export async function callsShown(calls: readonly RecordedCall[], directory: Directory, { leads }: { leads: Pick<LeadStore, 'getMany'> }) {
  const ids = new Set(calls.map(({ call }) => call.leadId).filter((id) => id !== null));
  const found = ids.size === 0 ? [] : await leads.getMany(directory.workspace, [...ids]);
  const leadOf = new Map(found.map((lead) => [lead.id, lead]));
  return calls.map((call) => callShown(call, directory, leadOf));
}

function callShown({ id, connection, externalId, version, call }: RecordedCall, directory: Directory, leadOf: ReadonlyMap<string, Lead>) {
  const { leadId, leadPhone, agent, heardAt: _, followUpAt: __, ended: ___, ...shown } = call;
  const lead = leadId === null ? undefined : leadOf.get(leadId);
  const phone = leadPhone ?? lead?.phone;
  return {
    ...{ id, connection, externalId, version },
    ...shown,
    // A number that no lead has yet is shown under the id that its lead would have.
    lead: leadId === null || phone === undefined ? null : { id: leadId, phone, name: lead?.name ?? null },
    agent: namedIn(directory.agents, agent?.id),
    branch: namedIn(directory.branches, agent?.branch),
    department: namedIn(directory.departments, agent?.department),
    campaign: namedIn(directory.campaigns, call.campaign),
    tags: [...call.tags],
    flags: [...call.flags],
  };
}

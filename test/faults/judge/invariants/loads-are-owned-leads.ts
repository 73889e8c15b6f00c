import type { Invariant } from './invariant.ts';

export const loadsAreOwnedLeads: Invariant = {
  says: "an agent's load equals the leads that they own, and no cap is passed",
  violations: ({ workload, stored }) =>
    workload.directory.agents.flatMap(({ id, leadCap }) => {
      const owned = stored.leads.filter(({ owner }) => owner === id).length;
      const before = workload.leads.filter(({ owner }) => owner === id).length;
      const load = stored.loads.get(id) ?? 0;
      const mayOwn = Math.max(leadCap ?? Number.POSITIVE_INFINITY, before);
      return [
        ...(load === owned ? [] : [`${id} owns ${owned} leads, and the load says ${load}`]),
        ...(owned <= mayOwn ? [] : [`${id} owns ${owned} leads, and may own ${mayOwn}`]),
      ];
    }),
};

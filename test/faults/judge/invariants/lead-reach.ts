import type { Invariant } from './invariant.ts';
import { setAsideCalls } from './set-aside.ts';

export const leadsKnowTheirCalls: Invariant = {
  says: "a lead's attempts and last contact are those of its calls",
  // Two calls of a lead that are handled before the index shows either: each handler counts its own alone, until the next call.
  notUnder: ['lag-index'],
  violations: (trial, calls) => {
    const waiting = setAsideCalls(trial, ['reassign', 'follow-up', 'publish']);
    return trial.stored.leads.flatMap((lead) => {
      const all = calls.map(({ expected }) => expected).filter((call) => call.ended && call.leadId === lead.id);
      if (all.length === 0 || all.some(({ id }) => waiting.has(id))) return [];
      const attempts = all.filter(({ direction }) => direction !== 'inbound').length;
      const connectedAt = all.filter(({ talkSeconds }) => talkSeconds > 0).map(({ startedAt }) => startedAt);
      const lastConnectedAt = connectedAt.sort().at(-1) ?? null;
      return [
        ...(lead.attempts === attempts ? [] : [`lead ${lead.id} counts ${lead.attempts} attempts, where ${attempts} were made`]),
        ...(lead.lastConnectedAt === lastConnectedAt
          ? []
          : [`lead ${lead.id} was last spoken to at ${lead.lastConnectedAt}, where it was at ${lastConnectedAt}`]),
      ];
    });
  },
};

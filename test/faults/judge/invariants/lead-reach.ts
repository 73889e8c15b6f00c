import type { Lead } from '../../../../shared/domain/lead.ts';
import type { KnownCall, Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';
import { setAsideCalls } from './set-aside.ts';

export const leadsKnowTheirCalls: Invariant = {
  says: "a lead's attempts and last contact are those of its calls, and its status is what the newest makes of it where nobody answered",
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
      const [lastCallAt] = all.map(({ startedAt }) => startedAt).toSorted((a, b) => (a > b ? -1 : 1));
      return [
        ...(lead.attempts === attempts ? [] : [`lead ${lead.id} counts ${lead.attempts} attempts, where ${attempts} were made`]),
        ...(lead.lastConnectedAt === lastConnectedAt
          ? []
          : [`lead ${lead.id} was last spoken to at ${lead.lastConnectedAt}, where it was at ${lastConnectedAt}`]),
        ...(lead.lastCallAt === lastCallAt ? [] : [`lead ${lead.id} was last called at ${lead.lastCallAt}, where it was at ${lastCallAt}`]),
        ...wrongStatus(
          lead,
          all.filter(({ startedAt }) => startedAt === lastCallAt),
          trial,
        ),
      ];
    });
  },
};

/** The seed's table, of what nobody answered. */
const statusAfter: Readonly<Record<string, string>> = { Busy: 'not-picked', 'No Answer': 'not-picked', Missed: 'missed' };

/** What a conversation, a next contact or a person made of a lead stays. */
function wrongStatus({ id, status }: Lead, newest: readonly KnownCall['expected'][], { stored }: Trial): string[] {
  const wasScheduled = stored.followUps.some(({ leadId }) => leadId === id);
  const wasChanged = stored.changes.some(({ leadId, status: step, by }) => leadId === id && step !== null && by?.kind === 'person');
  // Of two that began at the same moment, either may be the newer.
  const should = newest.map((call) => (call.talkSeconds === 0 ? statusAfter[call.status] : undefined));
  if (should.includes(undefined) || wasScheduled || wasChanged || should.includes(status)) return [];
  return [`lead ${id} is ${status}, where its newest call was ${newest.map((call) => call.status).join(' and ')}`];
}

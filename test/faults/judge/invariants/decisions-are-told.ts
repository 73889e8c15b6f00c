import * as z from 'zod';
import type { RecordedDecision } from '../../../../shared/domain/reassignment.ts';
import type { Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';

const leadEvent = z.object({
  version: z.number(),
  leadId: z.string(),
  callId: z.string().nullable(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  reason: z.string(),
});

/** What subscribers hear of each kind of decision; of one that only waits, nothing. */
const toldAs = {
  assigned: 'Lead Reassigned',
  reassigned: 'Lead Reassigned',
  kept: 'Lead Kept',
  pooled: 'Lead Pooled',
  deferred: undefined,
} as const;

export const decisionsAreTold: Invariant = {
  says: 'the bus was told of each decision on a lead as it was made, and of no other',
  violations: ({ state, stored, deadLettersOf }) => {
    // What a stream sets aside are batches by number: nothing in them says of which leads.
    const isWhole = deadLettersOf('publish').length === 0;
    const told = new Set(
      state.events.flatMap(({ detailType, detail }) =>
        Object.values(toldAs).some((name) => name === detailType) ? textOf(detailType, leadEvent.parse(detail)) : [],
      ),
    );
    const made = new Set(stored.decisions.flatMap((one) => newsOf(one)));
    return [
      ...[...made].flatMap((decision) => (isWhole && !told.has(decision) ? [`nobody was told: ${decision}`] : [])),
      ...[...told].flatMap((decision) => (made.has(decision) ? [] : [`told and not decided so: ${decision}`])),
    ];
  },
};

function newsOf({ decision, leadVersion: version }: Trial['stored']['decisions'][number]): string[] {
  const { kind, leadId, callId, from, reason } = decision satisfies RecordedDecision;
  const type = toldAs[kind];
  return type ? [textOf(type, { version, leadId, callId, from, to: 'to' in decision ? decision.to : null, reason })] : [];
}

function textOf(type: string, { leadId, version, callId, from, to, reason }: z.infer<typeof leadEvent>): string {
  return `"${type}" of lead ${leadId} at version ${version}, after call ${callId}, from ${from} to ${to}, because ${reason}`;
}

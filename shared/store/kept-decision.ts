import * as z from 'zod';
import type { RecordedChange } from '../domain/lead-change.ts';
import { type RecordedDecision, reasonCodes } from '../domain/reassignment.ts';
import { leadKeys } from './keys.ts';

const recorded = z.object({
  id: z.string(),
  leadId: z.string(),
  callId: z.string().nullable(),
  from: z.string().nullable(),
  at: z.string(),
  reason: z.enum(reasonCodes),
  detail: z.string(),
});

const keptDecision = z.discriminatedUnion('kind', [
  recorded.extend({ kind: z.literal(['reassigned', 'assigned']), to: z.string() }),
  recorded.extend({ kind: z.literal('deferred'), until: z.string() }),
  recorded.extend({ kind: z.literal(['kept', 'pooled']) }),
]);

const inWorkspace = z.object({ workspace: z.string(), leadVersion: z.number() });

type DecidedLead = {
  workspace: string;
  version: number;
  /** Where the decision left it in another status. */
  status?: RecordedChange['status'] | undefined;
};

/** A decision as it is kept beside its lead, with the version of the lead that it made. */
export function itemOfDecision(decision: RecordedDecision, { workspace, version, status }: DecidedLead): Record<string, unknown> {
  const key = leadKeys.decision(workspace, decision.leadId, decision.id);
  return { ...key, workspace, leadVersion: version, ...(status && { status }), ...keptDecision.parse(decision) };
}

/** @throws ZodError for what is not a decision's item. */
export function decisionOfItem(item: Record<string, unknown>): RecordedDecision {
  return keptDecision.parse(item);
}

/** A decision from an image of its item in the table's stream; undefined for the image of anything else. */
export function storedDecisionOf(
  item: Record<string, unknown>,
): { workspace: string; leadVersion: number; decision: RecordedDecision } | undefined {
  const isDecision = typeof item.sk === 'string' && item.sk.startsWith(leadKeys.decisions);
  return isDecision ? { ...inWorkspace.parse(item), decision: decisionOfItem(item) } : undefined;
}

import * as z from 'zod';
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

/** A decision as it is kept beside its lead, with the version of the lead that it made. */
export function itemOfDecision(decision: RecordedDecision, lead: { workspace: string; version: number }): Record<string, unknown> {
  const { workspace, version: leadVersion } = lead;
  return { ...leadKeys.decision(workspace, decision.leadId, decision.id), workspace, leadVersion, ...keptDecision.parse(decision) };
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

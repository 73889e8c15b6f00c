import type { Lead } from '../../shared/domain/lead.ts';
import type { RecordedDecision } from '../../shared/domain/reassignment.ts';
import { zoneOfLead } from '../../shared/domain/timezone-of-phone.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { namedIn } from './named-in.ts';

export function leadShown({ id, name, phone, status, source, attempts, recycles, ...lead }: Lead, { agents, campaigns }: Directory) {
  const { assignedAt, deferredUntil, lastCallAt, lastConnectedAt, createdAt, version } = lead;
  const timezone = zoneOfLead({ phone, timezone: lead.timezone });
  const followUp = lead.followUp && { id: lead.followUp.id, at: lead.followUp.at, note: lead.followUp.note };
  return {
    ...{ id, name, phone, status, source, timezone, attempts, recycles },
    ...{ assignedAt, deferredUntil, lastCallAt, lastConnectedAt, followUp, createdAt, version },
    owner: namedIn(agents, lead.owner),
    campaign: namedIn(campaigns, lead.campaign),
    tags: [...lead.tags],
  };
}

export function decisionShown(decision: RecordedDecision, { agents }: Directory) {
  const { id, leadId, callId, at, kind, from, reason, detail } = decision;
  const to = 'to' in decision ? decision.to : null;
  const until = 'until' in decision ? decision.until : null;
  return { id, leadId, callId, at, kind, from, to, agent: namedIn(agents, to), until, reason, detail };
}

import { blankLead } from '../../shared/domain/blank-lead.ts';
import type { RecordedCall } from '../../shared/domain/call.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Settings } from '../../shared/domain/workspace.ts';

/** The lead that a missed call from an unknown number makes, where the workspace wants that; it belongs to nobody yet. */
export function newLead({ id, workspace, call }: RecordedCall, settings: Settings, now: Instant): Lead | undefined {
  if (call.status !== 'Missed' || !settings.leadsFromUnknownCallers || call.leadId === null || call.leadPhone === null) return undefined;
  const createdBy = { kind: 'call', call: id, token: null } as const;
  const blank = blankLead({ id: call.leadId, workspace, phone: call.leadPhone, createdAt: now, createdBy });
  return { ...blank, campaign: call.campaign, source: 'missed-call' };
}

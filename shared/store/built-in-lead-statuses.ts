import type { BuiltInLeadStatus } from '../domain/lead.ts';
import type { LeadStatus } from '../domain/workspace.ts';

const names = {
  unassigned: 'Unassigned',
  assigned: 'Assigned',
  followups: 'Followups',
  interested: 'Interested',
  'not-interested': 'Not Interested',
  'not-picked': 'Not Picked',
  missed: 'Missed',
  'wrong-number': 'Wrong Number',
  customer: 'Customer',
} as const satisfies Record<BuiltInLeadStatus, string>;

const protectedIds: readonly string[] = ['unassigned', 'followups', 'customer'] satisfies BuiltInLeadStatus[];

/** What every workspace starts with: names may be changed, and all but the protected removed. */
export const builtInLeadStatuses: readonly LeadStatus[] = Object.entries(names).map(([id, name]) => ({
  id,
  name,
  protected: protectedIds.includes(id),
}));

import { toE164 } from '../../shared/contracts/phone.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { ownedStatus } from '../../shared/domain/status-steps.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import { type FieldError, invalid, Problem } from '../../shared/lambda/http/problem.ts';
import { givenIn } from './given-in.ts';
import { known } from './known.ts';
import { seesOwner } from './sees.ts';

const ownersKept = 10;

/** What a person may say of a lead; what is undefined stays as it is. */
export type LeadFields = {
  [Name in 'phone' | 'name' | 'status' | 'owner' | 'tags' | 'campaign' | 'source' | 'timezone']?: Lead[Name] | undefined;
};

type Given = { fields: LeadFields; caller: Caller; directory: Directory; now: Instant };

/**
 * The lead with these fields laid over, one version on. An owner given by hand starts its recycling anew.
 * @throws Problem 400 for fields that name nothing, 403 for an agent who gives a lead away.
 */
export function leadFrom(lead: Lead, { fields, caller, directory, now }: Given): Lead {
  if (fields.owner !== undefined && caller.role === 'agent') {
    throw new Problem(403, 'An agent may not give leads to others: ask a supervisor');
  }
  const phone = fields.phone === undefined ? lead.phone : toE164(fields.phone, directory.settings.region);
  const wrong: FieldError[] = [
    ...(phone === undefined ? [{ path: 'phone', message: `it is not a phone number of ${directory.settings.region}` }] : []),
    ...known('status', fields.status, directory.leadStatuses),
    ...known('campaign', fields.campaign, directory.campaigns),
    ...ownerErrors(fields.owner, caller, directory),
  ];
  if (phone === undefined || wrong.length > 0) throw invalid(wrong);

  const changed: Lead = { ...lead, ...givenIn(fields), phone, version: lead.version + 1 };
  const owned = changed.owner === lead.owner ? changed : givenByHand(changed, now);
  // What a person says of the status, no correction of a call takes back.
  if (fields.status !== undefined) return { ...owned, statusSteps: [] };
  return { ...owned, status: ownedStatus(owned.status, owned.owner) };
}

/** A supervisor gives leads to their own agents alone, and none away from them. */
function ownerErrors(owner: string | null | undefined, caller: Caller, directory: Directory): FieldError[] {
  if (owner === undefined) return [];
  const unknown = known('owner', owner, directory.agents);
  if (unknown.length > 0 || seesOwner(caller, owner, directory)) return unknown;
  return [{ path: 'owner', message: owner === null ? 'you may not take it from your agents' : `there is no "${owner}"` }];
}

function givenByHand(lead: Lead, now: Instant): Lead {
  const { owner } = lead;
  const owners = owner === null ? lead.owners : [owner, ...lead.owners.filter((one) => one !== owner)].slice(0, ownersKept);
  return { ...lead, owners, recycles: 0, deferredUntil: null, assignedAt: owner === null ? null : now };
}

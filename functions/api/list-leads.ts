import { toE164 } from '../../shared/contracts/phone.ts';
import type { listLeads as route } from '../../shared/contracts/routes/leads.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { LeadFilter } from '../../shared/store/lead-store.ts';
import type { Page } from '../../shared/store/page.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { directoryOf } from './directory-of.ts';
import { leadShown } from './lead-shown.ts';
import { seesOwner } from './sees.ts';

type Request = ApiRequest<typeof route>;

/** Leads that the caller sees and that match, newest first. */
export async function listLeads({ caller, query }: Request, { leads, workspaces }: ApiDependencies) {
  const { workspace } = caller;
  const directory = await directoryOf(workspace, { workspaces });
  const asked = askedFor(query);
  const matches = (lead: Lead) => asked(lead) && seesOwner(caller, lead.owner, directory);
  const { items, next } = query.phone === undefined ? await page() : await withPhone(query.phone);
  return ok({ items: items.map((lead) => leadShown(lead, directory)), next });

  async function withPhone(given: string): Promise<Page<Lead>> {
    const phone = toE164(given, directory.settings.region);
    const lead = phone === undefined ? undefined : await leads.byPhone(workspace, phone);
    return { items: lead && matches(lead) ? [lead] : [], next: null };
  }
  function page(): Promise<Page<Lead>> {
    // An agent's leads are found by their owner; another owner's are not theirs to see.
    const owner = caller.role === 'agent' ? (caller.agent ?? '') : ownerAsked(query.owner);
    const filter: LeadFilter = { ...(query.status !== undefined && { status: query.status }), ...(owner !== undefined && { owner }) };
    const statuses = directory.leadStatuses.map(({ id }) => id);
    const isServed = seesAll(caller.role) && [query.tag, query.campaign, query.q].every((one) => one === undefined);
    return leads.list(workspace, isServed ? filter : { ...filter, matches }, statuses, { limit: query.limit, cursor: query.cursor });
  }
}

function seesAll(role: Request['caller']['role']): boolean {
  return role !== 'agent' && role !== 'supervisor';
}

function askedFor({ status, owner, tag, campaign, q }: Request['query']): (lead: Lead) => boolean {
  const ownerId = ownerAsked(owner);
  const sought = q === undefined ? undefined : soughtBy(q);
  return (lead) =>
    (status === undefined || lead.status === status) &&
    (ownerId === undefined || lead.owner === ownerId) &&
    (tag === undefined || lead.tags.includes(tag)) &&
    (campaign === undefined || lead.campaign === campaign) &&
    (sought?.(lead) ?? true);
}

/** Part of a name, or digits of a number however they are written. */
function soughtBy(q: string): (lead: Lead) => boolean {
  const part = plain(q);
  const digits = /^[\d\s()+.-]+$/.test(q) ? q.replace(/\D/g, '') : '';
  return ({ name, phone }) => (name !== null && plain(name).includes(part)) || (digits !== '' && phone.includes(digits));
}

function plain(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function ownerAsked(owner: string | undefined): string | null | undefined {
  return owner === 'none' ? null : owner;
}

import { toE164 } from '../../shared/contracts/phone.ts';
import type { listLeads as route } from '../../shared/contracts/routes/leads.ts';
import type { Lead } from '../../shared/domain/lead.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { Page } from '../../shared/store/page.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { directoryOf } from './directory-of.ts';
import { leadShown } from './lead-shown.ts';
import { seesOwner } from './sees.ts';

type Request = ApiRequest<typeof route>;

// A filter that no index serves may match nothing for long: a page then comes back short, with its `next`.
const mostReads = 20;

/** Leads that the caller sees and that match, newest first. */
export async function listLeads(request: Request, dependencies: ApiDependencies) {
  const { caller, query } = request;
  const directory = await directoryOf(caller.workspace, dependencies);
  const matches = (lead: Lead) => isAsked(lead, query) && seesOwner(caller, lead.owner, directory);
  const { items, next } = query.phone === undefined ? await read(request, { directory, matches }, dependencies) : await withPhone();
  return ok({ items: items.map((lead) => leadShown(lead, directory)), next });

  async function withPhone(): Promise<Page<Lead>> {
    const phone = toE164(query.phone ?? '', directory.settings.region);
    const lead = phone === undefined ? undefined : await dependencies.leads.byPhone(caller.workspace, phone);
    return { items: lead && matches(lead) ? [lead] : [], next: null };
  }
}

type Sought = { directory: Directory; matches: (lead: Lead) => boolean };

async function read({ caller, query }: Request, { directory, matches }: Sought, { leads }: ApiDependencies): Promise<Page<Lead>> {
  // An agent's leads are found by their owner; another owner's are not theirs to see.
  const owner = caller.role === 'agent' ? (caller.agent ?? '') : ownerAsked(query.owner);
  const filter = { ...(query.status !== undefined && { status: query.status }), ...(owner !== undefined && { owner }) };
  const statuses = directory.leadStatuses.map(({ id }) => id);
  const items: Lead[] = [];
  let next = query.cursor ?? null;
  for (let reads = 0; reads < mostReads; reads++) {
    const page = await leads.list(caller.workspace, filter, statuses, { limit: query.limit - items.length, cursor: next ?? undefined });
    items.push(...page.items.filter(matches));
    next = page.next;
    if (next === null || items.length === query.limit) break;
  }
  return { items, next };
}

function isAsked(lead: Lead, { status, owner, tag, campaign }: Request['query']): boolean {
  const asked = ownerAsked(owner);
  return (
    (status === undefined || lead.status === status) &&
    (asked === undefined || lead.owner === asked) &&
    (tag === undefined || lead.tags.includes(tag)) &&
    (campaign === undefined || lead.campaign === campaign)
  );
}

function ownerAsked(owner: string | undefined): string | null | undefined {
  return owner === 'none' ? null : owner;
}

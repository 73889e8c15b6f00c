import type { listFollowUps as route } from '../../shared/contracts/routes/follow-ups.ts';
import type { FollowUpRecord } from '../../shared/domain/follow-up.ts';
import { spanOf } from '../../shared/domain/follow-up-state.ts';
import type { Instant } from '../../shared/domain/instant.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import { ok } from '../../shared/lambda/http/answers.ts';
import type { Caller } from '../../shared/lambda/http/authorize.ts';
import type { ApiRequest } from '../../shared/lambda/http/serve.ts';
import type { FollowUpQuestion } from '../../shared/store/follow-up-store.ts';
import type { ApiDependencies } from './api-dependencies.ts';
import { directoryOf } from './directory-of.ts';
import { followUpShown } from './follow-up-shown.ts';
import { seesOwner } from './sees.ts';

type Query = ApiRequest<typeof route>['query'];

// A supervisor sees few of many: a page then comes back short, with its `next`.
const mostReads = 20;

/** Follow-ups that the caller sees, of an owner or of all. */
export async function listFollowUps({ caller, query }: ApiRequest<typeof route>, dependencies: ApiDependencies) {
  const directory = await directoryOf(caller.workspace, dependencies);
  const now = dependencies.now();
  const { records, next } = await read({ caller, query, directory, now }, dependencies);
  const leads = await dependencies.leads.getMany(caller.workspace, [...new Set(records.map(({ leadId }) => leadId))]);
  const byId = new Map(leads.map((lead) => [lead.id, lead]));
  return ok({ items: records.map((record) => followUpShown(record, { lead: byId.get(record.leadId), directory, now })), next });
}

type Asked = { caller: Caller; query: Query; directory: Directory; now: Instant };

async function read({ caller, query, directory, now }: Asked, { followUps }: ApiDependencies) {
  const question = questionOf({ caller, query, directory, now });
  const records: FollowUpRecord[] = [];
  let next = query.cursor ?? null;
  for (let reads = 0; reads < mostReads; reads++) {
    const page = await followUps.list({ ...question, page: { limit: query.limit - records.length, cursor: next ?? undefined } });
    records.push(...page.items.filter(({ owner }) => seesOwner(caller, owner, directory) && isAsked(owner, query)));
    next = page.next;
    if (next === null || records.length === query.limit) break;
  }
  return { records, next };
}

function questionOf({ caller, query: { owner, state }, directory, now }: Asked): Omit<FollowUpQuestion, 'page'> {
  const { workspace, settings } = directory;
  const span = state === undefined || state === 'done' ? {} : spanOf(state, now, settings.timezone);
  // An agent's follow-ups are found by their owner; another owner's are not theirs to see.
  const of = caller.role === 'agent' ? (caller.agent ?? '') : ownerAsked(owner);
  return { workspace, owner: of, of: state === 'done' ? { kind: 'done' } : { kind: 'open', span } };
}

function isAsked(owner: string | null, query: Query): boolean {
  return query.owner === undefined || owner === ownerAsked(query.owner);
}

function ownerAsked(owner: string | undefined): string | null | undefined {
  return owner === 'none' ? null : owner;
}

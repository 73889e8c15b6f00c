import type { FollowUpEnd } from '../domain/follow-up.ts';
import type { Cause, Lead } from '../domain/lead.ts';
import type { RecordedChange } from '../domain/lead-change.ts';
import type { AgentLoad, RecordedDecision } from '../domain/reassignment.ts';
import type { Page, PageRequest } from './page.ts';
import type { KeyedRequest } from './workspace-store.ts';

export type LeadChange = {
  /** As it was read; undefined for a new lead. Its version is the condition of the write. */
  before: Lead | undefined;
  /** As it is to be; its version is one more. */
  after: Lead;
  /** Stored with it, once: a second write of the same decision id is `handled`. */
  decision?: RecordedDecision;
  /** Most leads that the new owner may own; checked in the same transaction. */
  cap?: number | null;
  /** How many the decision thought that the new owner has: where it is more by now, the change is a `conflict`. */
  load?: number;
  /** When the new owner is given it, for fairness; when a follow-up is made or ends. */
  at: string;
  /** How the follow-up ends that the lead no longer has; where nobody says, it is replaced or withdrawn. */
  followUpEnd?: FollowUpEnd | undefined;
  /** Who or what changes it, for its history; a decision tells of itself. */
  by?: Cause | undefined;
  /** The request that makes the lead, stored with it, once. */
  request?: KeyedRequest | undefined;
};

/** Who has a number: the lead, with its id; else the id that a new lead with that number is to have. */
export type PhoneHolder = { id: string; lead: Lead | undefined };

export type LeadFilter = { status?: string; owner?: string | null; matches?: (lead: Lead) => boolean };

/** The most leads that one `add` takes: a transaction may hold twice as many, and takes long with them. */
export const mostAddedAtOnce = 50;

export type LeadStore = {
  get(workspace: string, id: string, options?: { consistent?: boolean }): Promise<Lead | undefined>;
  /** Leads by their ids, in no order; those that are not there are missing. */
  getMany(workspace: string, ids: readonly string[]): Promise<Lead[]>;
  /** The lead that has this number now. */
  byPhone(workspace: string, phone: string): Promise<Lead | undefined>;
  /** The same, or under which id a new lead with this number is to be kept. */
  forPhone(workspace: string, phone: string): Promise<PhoneHolder>;
  /**
   * Writes lead, decision, follow-ups and the loads of the owners it leaves and reaches in one transaction.
   * An agent's load counts owned leads whose status is not Not Interested, Wrong Number or Customer.
   * @returns `conflict`: the lead changed since it was read, or the phone belongs to another lead; `handled`: this decision is already stored;
   * `at-cap`: the new owner reached the cap meanwhile.
   */
  save(change: LeadChange): Promise<'saved' | 'conflict' | 'handled' | 'at-cap'>;
  /**
   * Adds new leads of one owner, all or none; each under the id that is made of its number.
   * @param leads at most `mostAddedAtOnce`
   * @returns `taken`: the ids of those whose place was not free; `conflict`: others wrote the owner's load.
   */
  add(leads: readonly Lead[], at: string): Promise<'saved' | 'conflict' | { taken: string[] }>;
  /** What a request with that key made; its trace goes after some days. */
  request(workspace: string, key: string): Promise<{ leadId: string; body: string } | undefined>;
  /** Newest first. A page may be short, or empty, and yet have a `next`: a filter that no index serves is looked for in so many leads at a time. */
  list(
    workspace: string,
    filter: LeadFilter,
    /** Every status of the workspace: what a list without a filter is made of. */
    statuses: readonly string[],
    page: PageRequest,
  ): Promise<Page<Lead>>;
  /** The lead as it is at this moment, by a query: what decides on many leads reads single ones by no other right than their lists. */
  latest(workspace: string, id: string): Promise<Lead | undefined>;
  /** Every lead of a status, the oldest first, a page at a time. May lag behind writes by a moment. */
  ofStatus(workspace: string, status: string): AsyncIterable<Lead[]>;
  /** Leads of which a deferred decision falls due before that moment, the longest due first; so many at most. May lag behind writes by a moment. */
  due(workspace: string, until: string, most: number): Promise<Lead[]>;
  decision(
    workspace: string,
    leadId: string,
    decisionId: string,
    options?: { consistent?: boolean },
  ): Promise<RecordedDecision | undefined>;
  /** Newest first. */
  decisions(workspace: string, leadId: string): Promise<RecordedDecision[]>;
  /** Every change of its status, and every change of its owner by hand, newest first. */
  changes(workspace: string, leadId: string): Promise<RecordedChange[]>;
  /** Strongly consistent. Agents who never had a lead are missing. */
  loads(workspace: string): Promise<AgentLoad[]>;
};

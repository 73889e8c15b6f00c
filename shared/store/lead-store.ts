import type { Lead } from '../domain/lead.ts';
import type { AgentLoad, RecordedDecision } from '../domain/reassignment.ts';
import type { Page, PageRequest } from './page.ts';

export type LeadChange = {
  /** As it was read; undefined for a new lead. Its version is the condition of the write. */
  before: Lead | undefined;
  /** As it is to be; its version is one more. */
  after: Lead;
  /** Stored with it, once: a second write of the same decision id is `handled`. */
  decision?: RecordedDecision;
  /** Most leads that the new owner may own; checked in the same transaction. */
  cap?: number | null;
  /** When the new owner is given it, for fairness. */
  at: string;
};

export type LeadStore = {
  get(workspace: string, id: string, options?: { consistent?: boolean }): Promise<Lead | undefined>;
  /** The lead that has this number now. */
  byPhone(workspace: string, phone: string): Promise<Lead | undefined>;
  /**
   * Writes lead, decision and the loads of the owners it leaves and reaches in one transaction.
   * An agent's load counts owned leads whose status is not Not Interested, Wrong Number or Customer.
   * @returns `conflict`: the lead changed since it was read, or the phone belongs to another lead; `handled`: this decision is already stored;
   * `at-cap`: the new owner reached the cap meanwhile.
   */
  save(change: LeadChange): Promise<'saved' | 'conflict' | 'handled' | 'at-cap'>;
  /** Newest first. */
  list(
    workspace: string,
    filter: { status?: string; owner?: string | null },
    /** Every status of the workspace: what a list without a filter is made of. */
    statuses: readonly string[],
    page: PageRequest,
  ): Promise<Page<Lead>>;
  /** Leads of which a deferred decision or a follow-up falls due before that moment, the longest due first. May lag behind writes by a moment. */
  due(workspace: string, until: string): Promise<Lead[]>;
  decision(workspace: string, leadId: string, decisionId: string): Promise<RecordedDecision | undefined>;
  /** Newest first. */
  decisions(workspace: string, leadId: string): Promise<RecordedDecision[]>;
  /** Strongly consistent. Agents who never had a lead are missing. */
  loads(workspace: string): Promise<AgentLoad[]>;
};

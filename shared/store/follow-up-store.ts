import type { FollowUpRecord } from '../domain/follow-up.ts';
import type { Span } from '../domain/follow-up-state.ts';
import type { Page, PageRequest } from './page.ts';

export type FollowUpQuestion = {
  workspace: string;
  /** An agent, null for leads without an owner; undefined: everybody's. */
  owner: string | null | undefined;
  /** `open`: those whose time is in the span, the longest due first. `done`: newest first. */
  of: { kind: 'open'; span: Span } | { kind: 'done' };
  page: PageRequest;
};

/** Follow-ups as they are read; they are written with their lead, by the store of leads. */
export type FollowUpStore = {
  /** Strongly consistent. */
  get(workspace: string, id: string): Promise<FollowUpRecord | undefined>;
  /** May lag behind writes by a moment. */
  list(question: FollowUpQuestion): Promise<Page<FollowUpRecord>>;
  /** Open ones whose time has come by that moment and that were not told to be due, the longest due first. May lag behind writes by a moment. */
  due(workspace: string, now: string): Promise<FollowUpRecord[]>;
};

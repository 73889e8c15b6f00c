import type { Page, PageRequest } from './page.ts';

/** A webhook that verified and could not be read, whole, as it came. */
export type QuarantinedWebhook = {
  id: string;
  workspace: string;
  connection: string;
  receivedAt: string;
  why: string;
  request: { method: string; url: string; headers: Record<string, string>; bodyBase64: string };
};

export type QuarantineStore = {
  /** One that is there already stays as it came first. */
  save(webhook: QuarantinedWebhook): Promise<void>;
  get(workspace: string, id: string): Promise<QuarantinedWebhook | undefined>;
  /** Newest first; a page is shorter than its limit where bodies are so large that more would not fit into an answer. */
  list(workspace: string, page: PageRequest): Promise<Page<QuarantinedWebhook>>;
  remove(workspace: string, id: string): Promise<void>;
};

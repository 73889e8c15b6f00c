import { createHash } from 'node:crypto';
import { type Day, earliest, type Instant } from '../domain/instant.ts';
import type { Lead } from '../domain/lead.ts';

/**
 * Every key of every table, and what is asked of it. Ids hold no `#`, so parts cannot run into one another.
 * All keys are text; `expiresAt` (epoch seconds) is the time to live of every table.
 *
 * | Table       | Item                | pk                      | sk                   | Asked                                             |
 * | ----------- | ------------------- | ----------------------- | -------------------- | ------------------------------------------------- |
 * | Calls       | call                | ws#call                 |                      | one call; many by their ids                       |
 * | Leads       | lead                | ws#lead                 | lead                 | one lead; by phone, as its id is made of it       |
 * |             | number it moved to  | ws#id made of the phone | lead, else phone     | the lead that has this number now                 |
 * |             | decision            | ws#lead                 | decision#id          | one decision; all of a lead                       |
 * |             | load of an agent    | ws#loads                | agent                | all of a workspace, strongly consistent           |
 * | Reports     | row                 | ws#rows#family#month    | day#hash             | a family over a span of days: one query a month   |
 * |             | day                 | ws#days                 | day                  | one day; a span of days                           |
 * |             | dirty day           | dirty                   | ws#day               | all of them                                       |
 * | Workspace   | name, settings …    | ws                      | workspace, settings… | everything of a workspace: one query              |
 * |             | person, structure   | ws                      | kind#id              | one; all of a kind                                |
 * |             | token               | token#hash              | token                | whose token is this                               |
 * |             | token of workspace  | ws#tokens               | token id             | all of a workspace                                |
 * |             | known workspace     | workspaces              | ws                   | all of them                                       |
 * | Connections | connection          | connection              | connection           | one                                               |
 * | Quarantine  | webhook             | ws                      | receivedAt#id        | newest first                                      |
 * |             | where it is         | ws#id                   | where                | one by its id                                     |
 *
 * | Index                     | Partition            | Sort               | Asked                                             |
 * | ------------------------- | -------------------- | ------------------ | ------------------------------------------------- |
 * | Calls `timeline`          | ws#live              | startedAt#call     | calls in progress, oldest first                   |
 * |                           | ws#day#shard         | startedAt#call     | calls of a day that have ended                    |
 * | Calls `by-lead`           | ws#lead              | startedAt#call     | ended calls of a lead, oldest first               |
 * | Leads `by-owner`          | ws#agent, ws# if none| createdAt#lead     | leads of an owner, newest first                   |
 * | Leads `by-status`         | ws#status            | createdAt#lead     | leads of a status, newest first                   |
 * | Leads `due`               | ws                   | time#lead          | leads with a deferred decision or a follow-up due |
 * | Connections `by-workspace`| ws                   | connection         | connections of a workspace                        |
 */
export const tables = {
  calls: {
    sortKey: false,
    indexes: [
      { name: 'timeline', partition: 'tl', sort: 'ts', projects: ['r'] },
      { name: 'by-lead', partition: 'ld', sort: 'ls', projects: ['r'] },
    ],
  },
  leads: {
    sortKey: true,
    indexes: [
      { name: 'by-owner', partition: 'ow', sort: 'os', projects: 'all' },
      { name: 'by-status', partition: 'st', sort: 'ss', projects: 'all' },
      { name: 'due', partition: 'du', sort: 'dt', projects: 'all' },
    ],
  },
  reports: { sortKey: true, indexes: [] },
  workspace: { sortKey: true, indexes: [] },
  connections: { sortKey: true, indexes: [{ name: 'by-workspace', partition: 'ws', sort: 'pk', projects: 'all' }] },
  quarantine: { sortKey: true, indexes: [] },
} as const satisfies Record<string, TableShape>;

export type TableShape = {
  sortKey: boolean;
  indexes: readonly { name: string; partition: string; sort: string; projects: 'all' | readonly string[] }[];
};

/** A day's calls lie in this many partitions, each good for 1,000 writes a second. */
export const timelineShards = 8;

export const callKeys = {
  call: (workspace: string, callId: string) => ({ pk: `${workspace}#${callId}` }),
  live: (workspace: string) => `${workspace}#live`,
  day: (workspace: string, day: Day, shard: number) => `${workspace}#${day}#${shard}`,
  ofLead: (workspace: string, leadId: string) => `${workspace}#${leadId}`,
  startedAt: (startedAt: Instant, callId: string) => `${startedAt}#${callId}`,
};

/** In which of a day's partitions a call lies. */
export function shardOf(callId: string): number {
  return createHash('sha256').update(callId).digest().readUInt32BE() % timelineShards;
}

export const leadKeys = {
  lead: (workspace: string, leadId: string) => ({ pk: `${workspace}#${leadId}`, sk: 'lead' }),
  /** Where a number is noted whose own place is taken by a lead that has moved to another number. */
  phone: (workspace: string, leadId: string) => ({ pk: `${workspace}#${leadId}`, sk: 'phone' }),
  decision: (workspace: string, leadId: string, decisionId: string) => ({ pk: `${workspace}#${leadId}`, sk: `decision#${decisionId}` }),
  decisions: 'decision#',
  load: (workspace: string, agentId: string) => ({ pk: `${workspace}#loads`, sk: agentId }),
  loads: (workspace: string) => `${workspace}#loads`,
  owner: (workspace: string, agentId: string | null) => `${workspace}#${agentId ?? ''}`,
  status: (workspace: string, status: string) => `${workspace}#${status}`,
  due: (workspace: string) => workspace,
  createdAt: (createdAt: Instant, leadId: string) => `${createdAt}#${leadId}`,
  dueAt: (dueAt: Instant, leadId: string) => `${dueAt}#${leadId}`,
  /** When something is next to be done about a lead. */
  dueTimeOf: ({ deferredUntil, followUp }: Pick<Lead, 'deferredUntil' | 'followUp'>) =>
    earliest([deferredUntil ?? undefined, followUp?.at]),
};

export const reportKeys = {
  row: (row: { workspace: string; family: string; day: Day; hash: string }) => ({
    pk: reportKeys.rows(row.workspace, row.family, row.day.slice(0, 7)),
    sk: `${row.day}#${row.hash}`,
  }),
  rows: (workspace: string, family: string, month: string) => `${workspace}#rows#${family}#${month}`,
  day: (workspace: string, day: Day) => ({ pk: reportKeys.days(workspace), sk: day }),
  days: (workspace: string) => `${workspace}#days`,
  dirty: (workspace: string, day: Day) => ({ pk: reportKeys.dirtyDays, sk: `${workspace}#${day}` }),
  dirtyDays: 'dirty',
};

export const workspaceKeys = {
  part: (workspace: string, part: 'workspace' | 'settings' | 'policy') => ({ pk: workspace, sk: part }),
  entity: (workspace: string, kind: string, id: string) => ({ pk: workspace, sk: `${kind}#${id}` }),
  kind: (kind: string) => `${kind}#`,
  token: (hash: string) => ({ pk: `token#${hash}`, sk: 'token' }),
  listedToken: (workspace: string, tokenId: string) => ({ pk: workspaceKeys.tokens(workspace), sk: tokenId }),
  tokens: (workspace: string) => `${workspace}#tokens`,
  known: (workspace: string) => ({ pk: workspaceKeys.workspaces, sk: workspace }),
  workspaces: 'workspaces',
};

export const connectionKeys = {
  connection: (id: string) => ({ pk: id, sk: 'connection' }),
};

export const quarantineKeys = {
  webhook: (workspace: string, receivedAt: Instant, id: string) => ({ pk: workspace, sk: `${receivedAt}#${id}` }),
  where: (workspace: string, id: string) => ({ pk: `${workspace}#${id}`, sk: 'where' }),
};

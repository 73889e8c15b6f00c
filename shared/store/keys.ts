import { createHash } from 'node:crypto';
import type { Day, Instant } from '../domain/instant.ts';
import type { Lead } from '../domain/lead.ts';

/**
 * Every key of every table, and what is asked of it. Ids hold no `#`, so parts cannot run into one another.
 * All keys are text; `expiresAt` (epoch seconds) is the time to live of every table.
 *
 * | Table       | Item                | pk                      | sk                   | Asked                                             |
 * | ----------- | ------------------- | ----------------------- | -------------------- | ------------------------------------------------- |
 * | Calls       | call                | ws#call                 |                      | one call; many by their ids                       |
 * |             | call it went to     | ws#id of a merged call  |                      | where the facts of this call are                  |
 * | Leads       | lead                | ws#lead                 | lead                 | one lead; by phone, as its id is made of it       |
 * |             | number it moved to  | ws#id made of the phone | lead, else phone     | the lead that has this number now                 |
 * |             | decision            | ws#lead                 | decision#id          | one decision; all of a lead                       |
 * |             | follow-up           | ws#lead                 | followup#id          | one; its id names the lead                        |
 * |             | change              | ws#lead                 | change#version       | all of a lead's                                   |
 * |             | request with a key  | ws#request#hash of key  | request              | the lead that it made                             |
 * |             | load of an agent    | ws#loads                | agent                | all of a workspace, strongly consistent           |
 * | Reports     | row                 | ws#rows#family#month    | day#hash             | a family over a span of days: one query a month   |
 * |             | day                 | ws#days                 | day                  | one day; a span of days                           |
 * |             | restatement         | ws#restatements         | day#version          | of a span of days, the latest day first           |
 * |             | dirty day           | dirty                   | ws#day               | all of them                                       |
 * | Workspace   | name, settings …    | ws                      | workspace, settings… | everything of a workspace: one query              |
 * |             | person, structure   | ws                      | kind#id              | one; all of a kind                                |
 * |             | token               | token#hash              | token                | whose token is this                               |
 * |             | token of workspace  | ws#tokens               | token id             | all of a workspace                                |
 * |             | known workspace     | workspaces              | ws                   | all of them                                       |
 * |             | assignment run      | ws#runs                 | run                  | how far a workspace's runs are                    |
 * |             | request with a key  | ws#request#hash of key  | request              | whether its body was the same                     |
 * | Exports     | export              | ws#exports              | export               | one; all of a workspace                           |
 * |             | schedule            | schedules               | ws#schedule          | one; all of a workspace; all there are            |
 * | Connections | connection          | connection              | connection           | one                                               |
 * | Quarantine  | webhook             | ws                      | receivedAt#id        | newest first                                      |
 * |             | where it is         | ws#id                   | where                | one by its id                                     |
 *
 * | Index                     | Partition            | Sort               | Asked                                             |
 * | ------------------------- | -------------------- | ------------------ | ------------------------------------------------- |
 * | Calls `timeline`          | ws#live              | startedAt#call     | calls in progress, oldest first                   |
 * |                           | ws#day#shard         | startedAt#call     | calls of a day that have ended                    |
 * | Calls `by-lead`           | ws#lead              | startedAt#call     | ended or logged calls of a lead, oldest first     |
 * | Leads `by-owner`          | ws#agent, ws# if none| createdAt#lead     | leads of an owner, newest first                   |
 * |                           | ws#agent#open        | at#follow-up       | open follow-ups of an owner, the longest due first|
 * |                           | ws#agent#done        | doneAt#follow-up   | those that are done, newest first                 |
 * | Leads `by-status`         | ws#status            | createdAt#lead     | leads of a status, newest first                   |
 * |                           | ws#followups#open    | at#follow-up       | open follow-ups of the workspace                  |
 * |                           | ws#followups#done    | doneAt#follow-up   | those that are done, newest first                 |
 * | Leads `due`               | ws                   | time#lead          | leads with a deferred decision                    |
 * |                           | ws#followups         | at#follow-up       | open follow-ups that were not told to be due yet  |
 * | Connections `by-workspace`| ws                   | connection         | connections of a workspace, without their secrets |
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
  exports: { sortKey: true, indexes: [] },
  connections: {
    sortKey: true,
    indexes: [
      {
        name: 'by-workspace',
        partition: 'ws',
        sort: 'pk',
        projects: [
          'id',
          'workspace',
          'dialler',
          'name',
          'secretCount',
          'timezone',
          'region',
          'campaign',
          'publicUrl',
          'statusMap',
          'fieldMap',
          'createdAt',
        ],
      },
    ],
  },
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
  change: (workspace: string, leadId: string, version: number) => ({
    pk: `${workspace}#${leadId}`,
    sk: `change#${String(version).padStart(9, '0')}`,
  }),
  changes: 'change#',
  /** The lead that a request with an Idempotency-Key made. */
  request: (workspace: string, keyHash: string) => ({ pk: `${workspace}#request#${keyHash}`, sk: 'request' }),
  load: (workspace: string, agentId: string) => ({ pk: `${workspace}#loads`, sk: agentId }),
  loads: (workspace: string) => `${workspace}#loads`,
  owner: (workspace: string, agentId: string | null) => `${workspace}#${agentId ?? ''}`,
  status: (workspace: string, status: string) => `${workspace}#${status}`,
  due: (workspace: string) => workspace,
  createdAt: (createdAt: Instant, leadId: string) => `${createdAt}#${leadId}`,
  dueAt: (dueAt: Instant, leadId: string) => `${dueAt}#${leadId}`,
  /** When something is next to be done about a lead. */
  dueTimeOf: ({ deferredUntil }: Pick<Lead, 'deferredUntil'>): Instant | undefined => deferredUntil ?? undefined,
};

/** Follow-ups lie beside their lead, and in partitions of their own of the indexes of Leads. */
export const followUpKeys = {
  followUp: (workspace: string, leadId: string, id: string) => ({ pk: `${workspace}#${leadId}`, sk: `${followUpKeys.followUps}${id}` }),
  followUps: 'followup#',
  ofOwner: (workspace: string, agentId: string | null, state: 'open' | 'done') => `${workspace}#${agentId ?? ''}#${state}`,
  ofWorkspace: (workspace: string, state: 'open' | 'done') => `${workspace}#followups#${state}`,
  due: (workspace: string) => `${workspace}#followups`,
  /** By when it falls due, or when it was done. */
  time: (at: Instant, id: string) => `${at}#${id}`,
};

export const reportKeys = {
  row: (row: { workspace: string; family: string; day: Day; hash: string }) => ({
    pk: reportKeys.rows(row.workspace, row.family, row.day.slice(0, 7)),
    sk: `${row.day}#${row.hash}`,
  }),
  rows: (workspace: string, family: string, month: string) => `${workspace}#rows#${family}#${month}`,
  day: (workspace: string, day: Day) => ({ pk: reportKeys.days(workspace), sk: day }),
  days: (workspace: string) => `${workspace}#days`,
  restatement: (workspace: string, { day, version }: { day: Day; version: number }) => ({
    pk: reportKeys.restatements(workspace),
    sk: `${day}#${String(version).padStart(10, '0')}`,
  }),
  restatements: (workspace: string) => `${workspace}#restatements`,
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
  run: (workspace: string) => ({ pk: `${workspace}#runs`, sk: 'run' }),
  /** A request with an Idempotency-Key. */
  request: (workspace: string, keyHash: string) => ({ pk: `${workspace}#request#${keyHash}`, sk: 'request' }),
};

export const exportKeys = {
  export: (workspace: string, id: string) => ({ pk: exportKeys.exports(workspace), sk: id }),
  exports: (workspace: string) => `${workspace}#exports`,
  schedule: (workspace: string, id: string) => ({ pk: exportKeys.schedules, sk: `${exportKeys.schedulesOf(workspace)}${id}` }),
  schedules: 'schedules',
  schedulesOf: (workspace: string) => `${workspace}#`,
};

export const connectionKeys = {
  connection: (id: string) => ({ pk: id, sk: 'connection' }),
};

export const quarantineKeys = {
  webhook: (workspace: string, receivedAt: Instant, id: string) => ({ pk: workspace, sk: `${receivedAt}#${id}` }),
  where: (workspace: string, id: string) => ({ pk: `${workspace}#${id}`, sk: 'where' }),
};

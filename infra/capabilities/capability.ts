import type { RouteKey } from '../building-blocks/http-api.ts';
import type { BusPattern } from '../building-blocks/queue-consumer.ts';
import type { Grant } from './grant.ts';
import type { TableName } from './tables.ts';

export type FunctionName =
  | 'ingest'
  | 'amazon-connect'
  | 'publish'
  | 'reassign'
  | 'assign'
  | 'assign-on-time'
  | 'follow-up'
  | 'rollup'
  | 'export'
  | 'export-on-time'
  | 'sweep'
  | 'reports'
  | 'api'
  | 'console'
  | 'bootstrap';

/** What makes a function run. */
type Trigger =
  | { kind: 'http'; routes: readonly RouteKey[] }
  | { kind: 'stream'; of: readonly TableName[] }
  /**
   * `bus`: the account's own, where AWS tells what happens; Redial's where not given.
   * `oneByOne`: a message at a time, each of which may take as long as the function runs.
   */
  | { kind: 'queue'; on: BusPattern; bus?: 'default'; oneByOne?: true }
  | { kind: 'schedule'; everyMinutes: number }
  /** Nothing but a person or a script that calls it. */
  | { kind: 'invoke' };

/** One function: what runs it, all that it may do, its size, and who is hurt when it fails. */
export type Capability = {
  /** As in `functions/<name>`. */
  name: FunctionName;
  trigger: Trigger;
  may: readonly Grant[];
  memoryMegabytes: number;
  timeoutSeconds: number;
  /** Who is hurt, and how: one clause, without a full stop. Becomes the description of its alarms. */
  failureMeans: string;
  /** Gets `PUBLIC_URL`, where the deploying team names one. */
  knowsPublicUrl?: true;
};

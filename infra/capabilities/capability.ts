import type { RouteKey } from '../building-blocks/http-api.ts';
import type { BusPattern } from '../building-blocks/queue-consumer.ts';
import type { Grant } from './grant.ts';
import type { TableName } from './tables.ts';

export type FunctionName =
  | 'ingest'
  | 'publish'
  | 'reassign'
  | 'follow-up'
  | 'rollup'
  | 'sweep'
  | 'reports'
  | 'api'
  | 'console'
  | 'bootstrap';

/** What makes a function run. */
type Trigger =
  | { kind: 'http'; routes: readonly RouteKey[] }
  | { kind: 'stream'; of: readonly TableName[] }
  | { kind: 'queue'; on: BusPattern }
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

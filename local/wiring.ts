/**
 * What runs, as the synthesised template says it, with every intrinsic resolved.
 * Made once at start by `wiringOf(assembly)`; everything else in the runner takes it from here.
 */
export type Wiring = {
  region: string;
  account: string;
  functions: FunctionWiring[];
  tables: TableWiring[];
  queues: QueueWiring[];
  buckets: BucketWiring[];
  buses: BusWiring[];
  rules: RuleWiring[];
  schedules: ScheduleWiring[];
  mappings: MappingWiring[];
  api: ApiWiring;
  /** Stack outputs, by logical id. */
  outputs: Record<string, string>;
};

export type FunctionWiring = {
  logicalId: string;
  name: string;
  arn: string;
  /** Absolute folder of the unpacked asset. */
  codeFolder: string;
  /** As Lambda writes it: `index.handler`. */
  handler: string;
  environment: Record<string, string>;
  timeoutSeconds: number;
  memoryMegabytes: number;
  reservedConcurrency: number | undefined;
  policies: PolicyStatement[];
  /** Retries of an asynchronous invocation whose handler failed (0 to 2, Lambda's default 2), and where it goes then. */
  asyncRetries: number;
  /** How long an asynchronous invocation is tried for (Lambda's default 21600, six hours). */
  asyncMaximumAgeSeconds: number;
  onFailureQueueArn: string | undefined;
};

/** One statement of a role's identity policies. Resources and actions may hold `*` and `?`. */
export type PolicyStatement = {
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  /** Only condition operators that the evaluator knows; any other stops the start. */
  conditions: Record<string, Record<string, string[]>>;
};

export type TableWiring = {
  logicalId: string;
  name: string;
  arn: string;
  streamArn: string | undefined;
  /** Input of `CreateTable` but for the name, taken over from the template. */
  definition: Record<string, unknown>;
  timeToLiveAttribute: string | undefined;
};

export type QueueWiring = {
  logicalId: string;
  name: string;
  arn: string;
  url: string;
  visibilityTimeoutSeconds: number;
  retentionSeconds: number;
  deadLetter: { queueArn: string; maxReceiveCount: number } | undefined;
};

export type BucketWiring = { logicalId: string; name: string; arn: string };

export type BusWiring = { logicalId: string; name: string; arn: string };

export type RuleWiring = {
  logicalId: string;
  name: string;
  arn: string;
  busName: string;
  /** The EventPattern as JSON. */
  pattern: unknown;
  targets: TargetWiring[];
};

export type TargetWiring = {
  id: string;
  arn: string;
  deadLetterQueueArn: string | undefined;
  maximumRetryAttempts: number;
  maximumEventAgeSeconds: number;
};

export type ScheduleWiring = {
  logicalId: string;
  name: string;
  /** `rate(…)` or `cron(…)`. */
  expression: string;
  timezone: string;
  /** Input given to the target, as text; an empty object where the template has none. */
  input: string;
  target: TargetWiring;
};

export type MappingWiring = {
  logicalId: string;
  functionArn: string;
  batchSize: number;
  batchingWindowSeconds: number;
  reportsItemFailures: boolean;
  /** Patterns of FilterCriteria as JSON; an empty list lets everything through. */
  filters: unknown[];
} & (
  | { kind: 'queue'; queueArn: string; maximumConcurrency: number | undefined }
  | {
      kind: 'stream';
      tableName: string;
      startingPosition: 'TRIM_HORIZON' | 'LATEST';
      bisects: boolean;
      /** -1: no limit. */
      maximumRetryAttempts: number;
      /** -1: no limit. */
      maximumRecordAgeSeconds: number;
      parallelizationFactor: number;
      onFailureQueueArn: string | undefined;
    }
);

export type ApiWiring = {
  /** In the template's order. `method` is a verb or `ANY`; `path` as API Gateway writes it: `/webhooks/{connectionId}`, `/api/{proxy+}`. */
  routes: { method: string; path: string; functionArn: string }[];
  throttle: { ratePerSecond: number; burst: number };
};

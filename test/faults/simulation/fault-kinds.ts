import type { Wiring } from '../../../local/wiring.ts';

type Kind = {
  /** What happens, for the printed table. */
  does: string;
  /** Why a wiring cannot have it; undefined where it can. */
  impossible?: (wiring: Wiring) => string | undefined;
};

const withoutMapping =
  (kind: 'queue' | 'stream'): NonNullable<Kind['impossible']> =>
  ({ mappings }) =>
    mappings.some((mapping) => mapping.kind === kind) ? undefined : `the template has no event source mapping of a ${kind}`;
const withoutQueue = withoutMapping('queue');
const withoutStream = withoutMapping('stream');
const withoutRule: Kind['impossible'] = ({ rules }) => (rules.length > 0 ? undefined : 'the template has no rule on a bus');
const withoutSchedule: Kind['impossible'] = ({ schedules }) => (schedules.length > 0 ? undefined : 'the template has no schedule');
const withoutIndex: Kind['impossible'] = ({ tables }) =>
  tables.some(({ definition }) => 'GlobalSecondaryIndexes' in definition) ? undefined : 'no table of the template has an index';
const withoutTable: Kind['impossible'] = ({ tables }) => (tables.length > 0 ? undefined : 'the template has no table');
const withoutRoute: Kind['impossible'] = ({ api }) => (api.routes.length > 0 ? undefined : 'the template has no HTTP route');

/** All that can go wrong in a simulation. */
export const faultKinds = {
  'webhook-again': { does: 'A webhook is delivered twice, the second time up to a quarter of an hour later', impossible: withoutRoute },
  'webhook-late': { does: 'A webhook is held back up to a quarter of an hour, so that others overtake it', impossible: withoutRoute },
  'answer-lost': { does: 'The dialler does not see our answer', impossible: withoutRoute },
  'event-again': { does: 'A rule hands the same event to a target twice', impossible: withoutRule },
  'event-late': { does: 'A rule hands an event over up to a quarter of an hour late', impossible: withoutRule },
  'target-fails': { does: 'A rule cannot hand an event to its target and tries again', impossible: withoutRule },
  'message-again': { does: 'A queue delivers a message again that was handled and deleted', impossible: withoutQueue },
  'message-late': { does: 'A message lies in its queue for up to a quarter of an hour', impossible: withoutQueue },
  'record-again': { does: 'Stream records are delivered again after they were handled', impossible: withoutStream },
  'record-late': { does: 'A shard of a stream stands still for up to a quarter of an hour while others go on', impossible: withoutStream },
  'split-batch': {
    does: 'A batch of messages or records is smaller than it could be',
    impossible: (wiring) => withoutQueue(wiring) && withoutStream(wiring) && 'the template has no event source mapping',
  },
  throttle: { does: 'A call to a service is throttled' },
  'fail-before': { does: 'A call to a service fails, without effect' },
  'fail-after': { does: 'A call to a service takes effect and fails' },
  delay: { does: 'A call to a service is answered up to 2 s late' },
  'crash-before': { does: 'A function dies when it makes a call, which has no effect' },
  'crash-after': { does: 'A function dies when a call has taken effect' },
  'crash-at-end': { does: 'A function has done everything, and dies before that is known' },
  'time-out': { does: 'A function is timed out at a call, and goes on later as a zombie while others do its work again' },
  'fail-entries': { does: 'Some entries of a PutEvents or of a batch fail, and others take effect' },
  'lag-index': { does: 'A query of an index sees the past', impossible: withoutIndex },
  'stale-read': { does: 'An eventually consistent read of a table sees the past', impossible: withoutTable },
  'schedule-again': { does: 'A schedule runs twice at once', impossible: withoutSchedule },
  'schedule-late': { does: 'A schedule runs up to a quarter of an hour late', impossible: withoutSchedule },
  'shard-rolls': { does: 'A shard of a stream is closed, and another goes on in its place', impossible: withoutStream },
  'shard-splits': {
    does: 'A shard of a stream is closed, and two go on side by side, each with some of its items',
    impossible: withoutStream,
  },
} as const satisfies Record<string, Kind>;

export type FaultKind = keyof typeof faultKinds;

/** How likely each kind is, 0 to 1, at every place where it could happen. */
export type FaultRates = Partial<Record<FaultKind, number>>;

type Place = { wiring: Wiring; dynamoDb: 'in-process' | 'local' };
export type FaultChecks = Place & {
  faults: Readonly<Record<string, number>>;
  /** Faults by kind and place, `throttle@ingest.PutItem#1`. */
  schedule?: readonly string[] | undefined;
};

/** Throws, for people, on a kind that is not known or that cannot be here, and on a rate that is none. */
export function checkFaults({ wiring, dynamoDb, faults, schedule = [] }: FaultChecks): void {
  for (const [name, rate] of Object.entries(faults)) {
    checkKnown(name);
    if (!(rate >= 0 && rate <= 1)) throw new Error(`Cannot inject "${name}" at a rate of ${rate}: a rate is from 0 to 1.`);
    if (rate > 0) checkPossible(name, { wiring, dynamoDb });
  }
  for (const name of new Set(schedule.map((decision) => decision.split('@')[0] ?? ''))) {
    checkKnown(name);
    checkPossible(name, { wiring, dynamoDb });
  }
  for (const together of rivals) {
    const sum = together.reduce((all, kind) => all + (faults[kind] ?? 0), 0);
    if (sum > 1)
      throw new Error(
        `Cannot inject ${together.join(', ')}: one place has at most one of these, and their rates sum up to ${sum}, over 1. Make them lower.`,
      );
  }
}

const known: Readonly<Record<string, Kind>> = faultKinds;

function checkKnown(name: string): void {
  if (!known[name]) throw new Error(`Cannot inject "${name}": that is no kind of fault. Kinds are ${Object.keys(known).join(', ')}.`);
}

function checkPossible(name: string, { wiring, dynamoDb }: Place): void {
  const isLag = (notOnDynamoDbLocal as readonly string[]).includes(name);
  const reason = isLag && dynamoDb === 'local' ? 'DynamoDB Local has no lag' : known[name]?.impossible?.(wiring);
  if (reason !== undefined) throw new Error(`Cannot inject "${name}": ${reason}. Leave it out.`);
}

/** It answers with what is there now. */
export const notOnDynamoDbLocal = ['lag-index', 'stale-read'] as const satisfies readonly FaultKind[];

/** Kinds of which at most one happens at a place. */
const rivals: readonly (readonly FaultKind[])[] = [
  ['throttle', 'fail-before', 'fail-after', 'delay', 'crash-before', 'crash-after', 'time-out', 'fail-entries', 'lag-index', 'stale-read'],
  ['webhook-again', 'webhook-late'],
  ['event-again', 'event-late'],
  ['schedule-again', 'schedule-late'],
  ['shard-rolls', 'shard-splits'],
];

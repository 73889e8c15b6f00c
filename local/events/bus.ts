import { openJournal } from '../journal.ts';
import type { InvocationOutcome } from '../lambda/outcome.ts';
import type { QueueSender } from '../queue-sender.ts';
import type { TargetWiring, Wiring } from '../wiring.ts';
import type { World } from '../world.ts';
import { Delivery, deliver } from './delivery.ts';
import { type BusEvent, type EntryError, eventOf, isEntryError } from './event.ts';
import { compilePattern } from './pattern.ts';

export type PutEventsAnswer = { FailedEntryCount: number; Entries: ({ EventId: string } | EntryError)[] };

/** The event buses of this machine. */
export type Bus = {
  /**
   * Judges each entry alone; an event with an id is on record, and reaches every target of every matching rule at least once.
   * `byAws`: an AWS service puts them, and nobody else may name a source that begins with `aws.`.
   */
  putEvents: (busName: string, entries: unknown[], options?: { byAws: boolean }) => Promise<PutEventsAnswer>;
  /** Takes up the deliveries of an earlier process. */
  resume: () => void;
  /** Deliveries under way or waiting for a retry. */
  waiting: () => number;
  /** How many entries were accepted since the start. */
  accepted: () => number;
  stop: () => Promise<void>;
};

/** Every account has this one; AWS services put their events on it. */
export const defaultBus = 'default';

export type BusOptions = {
  wiring: Pick<Wiring, 'region' | 'account' | 'buses' | 'rules'>;
  world: World;
  journalFile: string | 'memory';
  send: QueueSender;
  invokeAsync: (functionArn: string, payload: unknown) => InvocationOutcome;
  log: (line: string) => void;
};

/** Runs the rules of the template; a pattern that the matcher does not know throws, with the rule's logical id. */
export function createBus({ wiring, world, journalFile, send, invokeAsync, log }: BusOptions): Bus {
  const rules = wiring.rules.map((rule) => ({ ...rule, matches: compiled(rule.logicalId, rule.pattern) }));
  const journal = openJournal(journalFile, (value) => Delivery.parse(value));
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let accepted = 0;

  function targetOf({ ruleArn, targetId }: Delivery): TargetWiring | undefined {
    return rules.find(({ arn }) => arn === ruleArn)?.targets.find(({ id }) => id === targetId);
  }

  async function work(id: string, delivery: Delivery): Promise<void> {
    const target = targetOf(delivery);
    if (!target) {
      log(`An event of ${delivery.ruleArn} was dropped: the template no longer has its target ${delivery.targetId}.`);
      return journal.done(id);
    }
    const onAttempt = (attempts: number): void => journal.put([[id, { ...delivery, attempts }]]);
    const ended = await deliver(delivery, target, { world, send, invokeAsync, signal: stopping.signal, log, onAttempt });
    if (ended) journal.done(id);
  }

  function begin(id: string, delivery: Delivery): void {
    const ended = work(id, delivery).finally(() => underWay.delete(ended));
    underWay.add(ended);
  }

  function deliveriesOf(busName: string, event: BusEvent): [string, Delivery][] {
    const matching = rules.filter((rule) => rule.busName === busName && rule.matches(event));
    return matching.flatMap(({ name, arn, targets }) =>
      targets.map(({ id }) => [
        `${event.id}/${name}/${id}`,
        { ruleArn: arn, targetId: id, event, attempts: 0, acceptedAt: world.clock.now() },
      ]),
    );
  }

  return {
    async putEvents(busName, entries, options) {
      if (busName !== defaultBus && !wiring.buses.some(({ name }) => name === busName)) return unknownBus(busName, entries);
      const results = entries.map((entry) => eventOf(entry, { ...wiring, now: world.clock.now(), ...options }));
      const events = results.filter((result): result is BusEvent => !isEntryError(result));
      const deliveries = events.flatMap((event) => deliveriesOf(busName, event));
      if (deliveries.length > 0) journal.put(deliveries);
      accepted += events.length;
      for (const [id, delivery] of deliveries) begin(id, delivery);
      return {
        FailedEntryCount: results.length - events.length,
        Entries: results.map((result) => (isEntryError(result) ? result : { EventId: result.id })),
      };
    },
    resume() {
      for (const [id, delivery] of [...journal.pending]) begin(id, delivery);
    },
    waiting: () => journal.pending.size,
    accepted: () => accepted,
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
      journal.close();
    },
  };
}

function unknownBus(busName: string, entries: unknown[]): PutEventsAnswer {
  const error = { ErrorCode: 'InvalidArgument', ErrorMessage: `Event bus ${busName} does not exist.` };
  return { FailedEntryCount: entries.length, Entries: entries.map(() => error) };
}

function compiled(logicalId: string, pattern: unknown): (event: unknown) => boolean {
  try {
    return compilePattern(pattern);
  } catch (error) {
    throw new Error(`Cannot run the rule ${logicalId}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

import { defaultBus } from '../../../../local/events/bus.ts';
import { type Delivery, deliver } from '../../../../local/events/delivery.ts';
import { type BusEvent, eventOf, isEntryError } from '../../../../local/events/event.ts';
import { compilePattern } from '../../../../local/events/pattern.ts';
import type { PutEventsAnswer } from '../../../../local/front-door/put-events.ts';
import type { QueueMessage } from '../../../../local/queue-sender.ts';
import type { RuleWiring, TargetWiring, Wiring } from '../../../../local/wiring.ts';
import type { Functions } from '../functions.ts';
import type { Host } from '../host.ts';
import type { SimulatedEvent } from '../simulation.ts';
import type { Queues } from './queues.ts';

export type Bus = {
  /** `byAws`: an AWS service puts them, and nobody else may name a source that begins with `aws.`. */
  putEvents: (busName: string, entries: unknown[], options?: { byAws: boolean }) => Promise<PutEventsAnswer>;
  /** What the buses of the template accepted; what others put on the account's own is theirs. */
  events: SimulatedEvent[];
};

export type BusOptions = { wiring: Wiring; queues: Queues; functions: () => Functions; host: Omit<Host, 'call'> };

/** EventBridge: what it accepts reaches every target of every matching rule at least once, in any order. */
export function createBus({ wiring, queues, functions, host }: BusOptions): Bus {
  const { timeline, chance, note } = host;
  const rules = wiring.rules.map((rule) => ({ rule, matches: compilePattern(rule.pattern) }));
  const events: SimulatedEvent[] = [];
  const signal = new AbortController().signal;

  function send(target: string): (message: QueueMessage) => Promise<void> {
    return async (message) => {
      if (message.queueArn === target && chance.faultAt('rule.send', ['target-fails'])) throw new Error('The target is not available.');
      queues.send(message);
    };
  }

  async function handOver({ arn: ruleArn, name }: RuleWiring, target: TargetWiring, event: BusEvent): Promise<void> {
    const fault = chance.faultAt(`rule.${target.id}`, ['event-late', 'event-again']);
    const acceptedAt = timeline.now();
    await timeline.clock.sleep(10 + (fault === 'event-late' ? chance.lateMs('rule.late') : chance.lateMs('rule.wait', 500)));
    const delivery: Delivery = { ruleArn, targetId: target.id, event, attempts: 0, acceptedAt };
    const world = { clock: timeline.clock, random: () => chance.next(`${name}.pause`), faultOf: () => undefined };
    const invokeAsync: Functions['invokeAsync'] = (arn, payload) => functions().invokeAsync(arn, payload);
    const once = (): Promise<boolean> =>
      deliver(delivery, target, { world, send: send(target.arn), invokeAsync, signal, log: note, onAttempt: () => undefined });
    await once();
    if (fault !== 'event-again') return;
    await timeline.clock.sleep(chance.lateMs('rule.again'));
    await once();
  }

  function accept(busName: string, event: BusEvent): void {
    const { source, 'detail-type': detailType, detail } = event;
    if (busName !== defaultBus) events.push({ at: timeline.now(), busName, source, detailType, detail });
    note(`bus takes ${detailType}`);
    for (const { rule, matches } of rules) {
      if (rule.busName !== busName || !matches(event)) continue;
      for (const target of rule.targets) handOver(rule, target, event).catch(host.fail);
    }
  }

  return {
    events,
    async putEvents(busName, entries, options) {
      if (busName !== defaultBus && !wiring.buses.some(({ name }) => name === busName)) {
        const error = { ErrorCode: 'InvalidArgument', ErrorMessage: `Event bus ${busName} does not exist.` };
        return { FailedEntryCount: entries.length, Entries: entries.map(() => error) };
      }
      const results = entries.map((entry) => eventOf(entry, { ...wiring, now: timeline.now(), ...options }));
      // An id of the seed in the place of a random one.
      const own = results.map((result) => (isEntryError(result) ? result : { ...result, id: chance.uuid('event') }));
      for (const result of own) if (!isEntryError(result)) accept(busName, result);
      return {
        FailedEntryCount: own.filter(isEntryError).length,
        Entries: own.map((result) => (isEntryError(result) ? result : { EventId: result.id })),
      };
    },
  };
}

import type { FunctionWiring, Wiring } from '../../../local/wiring.ts';

/** The function of that name, as its capability has it. */
export function functionNamed(name: string, { functions }: Wiring): FunctionWiring {
  const found = functions.find(({ environment }) => environment.POWERTOOLS_SERVICE_NAME === name);
  if (!found) throw new Error(`Cannot find the function "${name}": the template has none of that name`);
  return found;
}

/** Streams are read from what is written after their mapping was made. */
export function startsAtLatest(wiring: Wiring): Wiring {
  return {
    ...wiring,
    mappings: wiring.mappings.map((mapping) => (mapping.kind === 'stream' ? { ...mapping, startingPosition: 'LATEST' as const } : mapping)),
  };
}

/** The rule invokes the function, and no queue stands between; invocations are tried three times, as Lambda does by itself. */
export function straightToFunction(name: string): (wiring: Wiring) => Wiring {
  return (wiring) => {
    const { arn } = functionNamed(name, wiring);
    const mapping = wiring.mappings.find((one) => one.kind === 'queue' && one.functionArn === arn);
    if (mapping?.kind !== 'queue') throw new Error(`Cannot rewire the rule of ${name}: no queue stands before it`);
    return {
      ...wiring,
      mappings: wiring.mappings.filter((one) => one !== mapping),
      rules: wiring.rules.map((rule) => ({
        ...rule,
        targets: rule.targets.map((target) => (target.arn === mapping.queueArn ? { ...target, arn } : target)),
      })),
    };
  };
}

/** The rule of the function's queue hands over what matches but for whose it is. */
export function takesAnySource(name: string): (wiring: Wiring) => Wiring {
  return (wiring) => {
    const { arn } = functionNamed(name, wiring);
    const queueArns = wiring.mappings.flatMap((one) => (one.kind === 'queue' && one.functionArn === arn ? one.queueArn : []));
    const rules = wiring.rules.map((rule) => {
      if (!rule.targets.some((target) => queueArns.includes(target.arn))) return rule;
      const { source: _, ...pattern } = rule.pattern as Record<string, unknown>; // a pattern is an object
      return { ...rule, pattern };
    });
    return { ...wiring, rules };
  };
}

/** What is set aside is kept for so long after it was first sent. */
export function keepsDeadLetters(retentionSeconds: number): (wiring: Wiring) => Wiring {
  return (wiring) => ({
    ...wiring,
    queues: wiring.queues.map((queue) => (queue.deadLetter === undefined ? { ...queue, retentionSeconds } : queue)),
  });
}

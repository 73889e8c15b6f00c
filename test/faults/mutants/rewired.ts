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

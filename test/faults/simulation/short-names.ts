import type { Wiring } from '../../../local/wiring.ts';

/** What each function (by ARN), queue (by ARN) and table (by name) is called in traces and decisions: short, and each one's own. */
export function shortNamesOf({ functions, queues, tables }: Wiring): Map<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const give = (key: string, wanted: string): void => {
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted}-${number}`;
    taken.add(name);
    names.set(key, name);
  };
  for (const fn of functions) give(fn.arn, fn.environment.POWERTOOLS_SERVICE_NAME ?? plain(fn.logicalId));
  for (const queue of queues) give(queue.arn, plain(queue.logicalId));
  for (const table of tables) give(table.name, plain(table.logicalId));
  return names;
}

/** A logical id without the hash that CDK puts at its end. */
function plain(logicalId: string): string {
  return logicalId.replace(/[0-9A-F]{8}$/, '');
}

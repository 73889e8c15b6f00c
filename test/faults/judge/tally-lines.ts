import { faultKinds } from '../simulation/fault-kinds.ts';
import { invariants } from './judge.ts';
import type { Tally } from './run-seeds.ts';

/** What was run, what went wrong on purpose, and what was looked at, for people. */
export function tallyLines(tally: Tally): string[] {
  const { seeds, onDynamoDbLocal, webhooks, injectedByKind, checked, permuted, failed, seconds } = tally;
  const injected = [...injectedByKind.values()].reduce((sum, count) => sum + count, 0);
  const where = `${seeds - onDynamoDbLocal} on the store of this process, ${onDynamoDbLocal} on DynamoDB Local`;
  return [
    `${seeds} seeds (${where}), ${webhooks} webhooks, in ${seconds.toFixed(1)} s; ${failed.length} failed`,
    `${injected} faults injected:`,
    ...[...injectedByKind]
      .sort(([, a], [, b]) => b - a)
      .map(([kind, count]) => `  ${String(count).padStart(8)}  ${kind.padEnd(15)} ${faultKinds[kind].does}`),
    `${checked} times an invariant was checked, ${permuted} of the seeds also in another order:`,
    ...invariants.map(({ says }) => `            ${says}`),
  ];
}

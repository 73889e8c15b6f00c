import type { Wiring } from '../../../local/wiring.ts';
import { faultKinds } from '../simulation/fault-kinds.ts';
import { rulesOf, type Tally } from './tally.ts';
import { unusedGrants } from './unused-grants.ts';

/** What was run, what went wrong on purpose, and what was looked at, for people. */
export function tallyLines(tally: Tally, wiring: Wiring): string[] {
  const { seeds, onDynamoDbLocal, byScenario, webhooks, injectedByKind, checked, permuted, failed, seconds } = tally;
  const injected = [...injectedByKind.values()].reduce((sum, count) => sum + count, 0);
  const where = `${seeds - onDynamoDbLocal} on the store of this process, ${onDynamoDbLocal} on DynamoDB Local`;
  return [
    `${seeds} seeds (${where}), ${webhooks} webhooks, in ${seconds.toFixed(1)} s; ${failed.length} failed`,
    `Of ${[...byScenario].map(([name, count]) => `${name}: ${count}`).join(', ')}`,
    `${injected} faults injected:`,
    ...[...injectedByKind]
      .sort(([, a], [, b]) => b - a)
      .map(([kind, count]) => `  ${String(count).padStart(8)}  ${kind.padEnd(15)} ${faultKinds[kind].does}`),
    `${checked} times an invariant was checked, ${permuted} of the seeds also in another order:`,
    ...[...new Set([...byScenario.keys()].flatMap(rulesOf))].map((says) => `            ${says}`),
    'Granted to the functions that ran, and not used by any of these seeds:',
    ...unusedGrants(tally.used, wiring).map((grant) => `            ${grant}`),
  ];
}

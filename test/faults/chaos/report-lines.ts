import { disruptionKinds } from './disruption-kinds.ts';
import type { ChaosReport } from './run-chaos.ts';

const violationsShown = 5;

/** The report as a person reads it. */
export function reportLines({ webhooks, attempts, done, skipped, starts, quietAfterMs, findings }: ChaosReport): string[] {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  return [
    `${webhooks} webhooks in ${attempts} attempts; Redial was started ${starts} times; quiet ${seconds(quietAfterMs)} after the last webhook.`,
    '',
    '| Disruption | Times | Longest until it answered again |',
    '| --- | --- | --- |',
    ...disruptionKinds.map((kind) => {
      const times = done.filter((one) => one.kind === kind);
      const why = skipped.get(kind);
      return `| ${kind} | ${times.length} | ${why ? `skipped: ${why}` : seconds(Math.max(0, ...times.map(({ tookMs }) => tookMs)))} |`;
    }),
    '',
    '| Invariant | Checked | Violations |',
    '| --- | --- | --- |',
    ...findings.map(({ invariant, checked, violations }) => `| ${invariant} | ${checked} | ${violations.length} |`),
    ...findings.flatMap(({ invariant, violations }) => violations.slice(0, violationsShown).map((one) => `Violated: ${invariant}. ${one}`)),
  ];
}

import { expect, it } from 'vitest';
import { reportLines } from './report-lines.ts';
import { runChaos } from './run-chaos.ts';

it('Redial, killed with -9 and without its database while webhooks come in, has done everything that it acknowledged, once', {
  timeout: 480_000,
}, async () => {
  const report = await runChaos({ minutes: 0.1, rate: 6, seed: 1, kinds: ['runner', 'java'] }, () => undefined);
  console.log(reportLines(report).join('\n'));
  expect(report.done.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['runner', 'java']));
  expect(report.findings.flatMap(({ invariant, violations }) => violations.map((one) => `${invariant}: ${one}`))).toEqual([]);
  expect(report.findings.map(({ checked }) => checked)).not.toContain(0);
});

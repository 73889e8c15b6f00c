import { parseChaosOptions } from './chaos-options.ts';
import { reportLines } from './report-lines.ts';
import { runChaos } from './run-chaos.ts';

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));
try {
  const report = await runChaos(parseChaosOptions(process.argv.slice(2)), console.log);
  for (const line of reportLines(report)) console.log(line);
  process.exit(report.findings.some(({ violations }) => violations.length > 0) ? 1 : 0);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exit(1);
}

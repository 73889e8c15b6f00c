import { metrics } from '../../shared/domain/metrics.ts';
import { reportFamilies } from '../../shared/domain/report-families.ts';

/** `docs/reports.md`, its numbers made from the metric dictionary that reports are computed with. */
export function reportsPage(): string {
  const rows = Object.entries(metrics).map(([id, metric]) => {
    const isNull = 'nullWhen' in metric ? metric.nullWhen : '';
    return `| \`${id}\` | ${metric.name} | ${metric.formula} | ${metric.unit} | ${isNull} |`;
  });
  return `# Reports

\`\`\`bash
curl -s "$API/api/reports?from=2026-11-01&to=2026-11-22&interval=week&by=tag&campaign=k_…" -H "$AUTH"
curl -s "$API/api/reports?from=2026-11-22&to=2026-11-22&by=agent&format=csv" -H "$AUTH" > today.csv
\`\`\`

\`interval\` is day, week (ISO), month or total; \`by\` is none, status, agent, branch, department, campaign, tag, direction, hour or weekday-hour. Agent, branch, department, campaign, tag and direction are filters too; every filter holds with every breakdown.

Days are the workspace's, in its time zone; a call counts on the day on which it started. What an agent, a branch or a tag was is frozen on the call when it is first heard of: moving an agent or retagging a lead does not rewrite what was.
Where \`by=tag\`, a call with two tags is in both rows and once in the totals.

\`open\` names the days that can still change, \`asOf\` the moment that the numbers are of. A late webhook restates its day at the next rollup, every 5 minutes; \`POST /api/reports/rollup\` does it now.

## The numbers

A ratio is \`{ "value", "numerator", "denominator" }\`, not rounded; its value is \`null\` where there is nothing to divide by, never 0 % or 100 %. \`GET /api/reports/definitions\` serves this table.

| Id | Name | Is | Unit | Null when |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## How they are kept

A rollup recomputes the rows of a day from all calls of that day, as absolute values, in ${Object.keys(reportFamilies).length} families; a question is answered from the smallest family that covers its breakdown and filters. Only rows that changed are written.
`;
}

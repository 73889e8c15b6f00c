import { longestWaitSeconds } from '../../shared/domain/answer-times.ts';
import { type FurtherMetric, reachMetrics, serviceLevelMetrics } from '../../shared/domain/further-metrics.ts';
import { metrics } from '../../shared/domain/metrics.ts';
import { reportFamilies } from '../../shared/domain/report-families.ts';
import { causeKinds } from '../../shared/domain/restatement.ts';
import { defaultServiceLevelFormula } from '../../shared/domain/service-level.ts';

/** `docs/reports.md`, its numbers made from the metric dictionary that reports are computed with. */
export function reportsPage(): string {
  const further = (some: readonly FurtherMetric[]) =>
    some.map(({ id, formula, unit }) => `| \`${id}\` | ${formula} | ${unit} |`).join('\n');
  const rows = Object.entries(metrics).map(([id, metric]) => {
    const isNull = 'nullWhen' in metric ? metric.nullWhen : '';
    return `| \`${id}\` | ${metric.name} | ${metric.formula} | ${metric.unit} | ${isNull} |`;
  });
  return `# Reports

\`\`\`bash
curl -s "$API/api/reports?from=2026-11-01&to=2026-11-22&interval=week&by=tag&campaign=k_…" -H "$AUTH"
curl -s "$API/api/reports?from=2026-11-22&to=2026-11-22&by=agent&format=csv" -H "$AUTH" > today.csv
\`\`\`

\`interval\` is day, week (ISO), month or total; \`by\` is none, status, agent, branch, department, campaign, tag, direction, hour or weekday-hour. Agent, branch, department, campaign, tag and direction are filters too; every filter holds with every breakdown. An id that nobody knows, or a day that is not in the calendar, is a 400 that names the field; what was removed still has its numbers.

Days are the workspace's, in its time zone; a call counts on the day on which it started. What an agent, a branch or a tag was is frozen on the call when it is first heard of: moving an agent or retagging a lead does not rewrite what was.
Where \`by=tag\`, a call with two tags is in both rows and once in the totals.

\`open\` names the days that can still change, \`asOf\` the moment that the numbers are of. A late webhook restates its day at the next rollup, every 5 minutes; \`POST /api/reports/rollup\` does it now.
A day is shown as one recount left it: while a large day is being written, a report waits for it up to 6 s, then asks you to come back (503).

A report of more than 7,500 lines does not fit into one answer and is a 400: ask by week or month, with a filter, or for an export.

## How often does our hot list actually pick up?

One request answers it, and a file of the same calls adds up to the same numbers (this is run, as it stands, by \`test/flows/readme.test.ts\`):

<!-- example: hot-list -->
\`\`\`bash
TODAY=$(TZ=Asia/Kolkata date +%F)
MONTH="from=\${TODAY%-*}-01&to=$TODAY"
curl -s "$API/api/reports?$MONTH&interval=total&tag=hot" -H "$AUTH" | node -pe 'JSON.stringify(JSON.parse(fs.readFileSync(0)).totals.pickUpRate)'
# {"value":0.5350318471337579,"numerator":84,"denominator":157,"interval":{…}}

# the calls behind it: every row is an attempt; those whose cell "connected" says so were picked up
for FORMAT in csv xlsx; do
  ID=$(curl -s $API/api/exports -H "$AUTH" -d "{\\"kind\\":\\"calls\\",\\"direction\\":\\"outbound\\",\\"tag\\":\\"hot\\",\\"from\\":\\"\${TODAY%-*}-01\\",\\"to\\":\\"$TODAY\\",\\"format\\":\\"$FORMAT\\"}" | node -pe 'JSON.parse(fs.readFileSync(0)).id')
  until curl -s $API/api/exports/$ID -H "$AUTH" | grep -q '"state":"done"'; do sleep 1; done
  curl -s -o hot.$FORMAT "$(curl -s $API/api/exports/$ID -H "$AUTH" | node -pe 'JSON.parse(fs.readFileSync(0)).url')"
done
\`\`\`

\`by=tag\` sets the hot list beside the others, \`by=agent&tag=hot\` says who reaches it, \`by=weekday-hour&tag=hot\` when.

## The numbers

A ratio is \`{ "value", "numerator", "denominator" }\`, not rounded; its value is \`null\` where there is nothing to divide by, never 0 % or 100 %. \`GET /api/reports/definitions\` serves these tables.
A share of calls or leads has an \`interval\` beside it, \`{ "low", "high" }\`: where it lies with 95 % confidence (Wilson's score interval). Two tags whose intervals overlap widely have not been shown to differ.

| Id | Name | Is | Unit | Null when |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

## What was restated

A day closes \`closeAfterHours\` (48) after its end, once none of its calls is in progress. What changes later restates it, and leaves a restatement behind:

\`\`\`bash
curl -s "$API/api/reports/restatements?from=2026-11-01&to=2026-11-22" -H "$AUTH"
\`\`\`

Each says which day, when, which totals were what before and are what now (\`changes\`), how many rows changed, and why: \`causes\` is a list of ${causeKinds.map((kind) => `\`${kind}\``).join(', ')} with the first 20 calls; what was counted in the minute before may be among them. The event \`Day Restated\` tells of it. The first count of a day restates nothing.

## Service level

\`\`\`bash
curl -s "$API/api/reports/service-level?from=2026-11-01&to=2026-11-22&interval=week&thresholdSeconds=20&formula=of-offered" -H "$AUTH"
\`\`\`

Six formulas are in use, and give 81 % to 86 % for the same day; say which one you mean. Without \`formula\` it is \`${defaultServiceLevelFormula}\`; \`shortSeconds\` (5) is how soon a caller who gave up gave nobody a chance. Filters: branch, department, campaign. Calls of which nobody said how long they waited are \`unknown\`, and within no threshold. Waits are kept by the second up to ${longestWaitSeconds} s.

| Id | Is | Unit |
| --- | --- | --- |
${further(serviceLevelMetrics)}

## Reach

\`\`\`bash
curl -s "$API/api/reports/reach?by=tag&asOf=2026-11-22" -H "$AUTH"
\`\`\`

How many leads of a tag, campaign or owner were attempted and reached by the end of a day, and with how many attempts: leads as they are tagged and owned now, by the calls that are kept of them (\`retentionDays\`). Filters: tag, campaign, owner. It reads every lead of the workspace; above 250,000 that are asked about it is a 400.

| Id | Is | Unit |
| --- | --- | --- |
${further(reachMetrics)}

## Counting again

\`POST /api/reports/rebuild\` \`{ "from", "to" }\` (admin) has days counted as if their calls were taken in under the settings of today, up to 400 days at a time. The next rollups do it, ten days at a time and after everything else; a run that takes longer leaves the rest to the next (a request for a rollup begins nothing more after 10 s), and reports show each day as one count left it and name it in \`open\` until it is done. Days whose calls retention has removed keep their rows.

After another \`timezone\`, calls thereby go to the days of the new zone, in reports, in the list of calls and in exports alike, and the days have its hours. Calls of the days before and after come to the days that you name, and theirs go there: name all days, unless the old zone is to hold for some. Until you ask, another zone, and another \`machineIsConversation\`, hold for calls that come from then on, and a report that was printed stays true. Tags, campaigns and branches stay what they were at the time of the call, and leads stay as they are.

Other \`conversationSeconds\` or \`missedReturnHours\` do so by themselves for every day whose calls are there, so that no report mixes two definitions; closed days that change are restated with the cause \`settings\`.

## How they are kept

A rollup recomputes the rows of a day from all calls of that day, as absolute values, in ${Object.keys(reportFamilies).length} families; a question is answered from the smallest family that covers its breakdown and filters. Only rows that changed are written.
`;
}

import { dayTally } from '../../shared/domain/day-tally.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import { type Status, statuses } from '../../shared/domain/status.ts';
import { packReportCall, unpackReportCall } from '../../shared/store/packed-report-call.ts';

export const day = '2026-11-22';
const sizes = [
  { calls: 100_000, rounds: 5 },
  { calls: 1_000_000, rounds: 1 },
];
const callsOfPage = 4_000;
export const settings = { timezone: 'Asia/Kolkata', conversationSeconds: 30, missedReturnHours: 24 };

type WirePage = { Items: { r: { S: string }; ts: { S: string } }[] };

/** How many calls a second are decoded from DynamoDB's wire JSON and rolled up into all families, against decoding alone. Takes half a minute. */
export async function benchRollup(): Promise<{ name: string; rows: [string, string][] }> {
  const rows = sizes.flatMap(({ calls, rounds }): [string, string][] => {
    const pages = wirePages(calls);
    const decoding = perSecond(() => pages.reduce((count, page) => count + decode(page).length, 0), { calls, rounds });
    const rollup = perSecond(() => countRows(pages, calls), { calls, rounds });
    const size = calls.toLocaleString('en');
    return [
      [`${size} calls: decoding alone`, rate(decoding)],
      [`${size} calls: decoding and ${countRows(pages, calls).toLocaleString('en')} rows of every family`, rate(rollup)],
      [`${size} calls: time of the rollup to decoding alone`, (decoding / rollup).toFixed(2)],
    ];
  });
  return { name: 'Rollup of a day', rows };
}

function countRows(pages: readonly string[], calls: number): number {
  const tally = dayTally({ day, settings });
  for (const page of pages) tally.add(decode(page));
  if (tally.calls() !== calls) throw new Error(`Cannot measure the rollup: it counted ${tally.calls()} of ${calls} calls`);
  return tally.rows([]).length;
}

function decode(page: string): ReportCall[] {
  // As large as a day, and of our own making: checking it by a schema would be what is measured.
  const { Items } = JSON.parse(page) as WirePage;
  return Items.map(({ r, ts }) => unpackReportCall(r.S, ts.S));
}

/** That many calls of the day, the same ones in every run. */
export function callsOfDay(calls: number): ReportCall[] {
  const pick = seededPick();
  return Array.from({ length: calls }, (_, index) => callNumber(index, pick));
}

function wirePages(calls: number): string[] {
  const pick = seededPick();
  const starts = Array.from({ length: Math.ceil(calls / callsOfPage) }, (_, page) => page * callsOfPage);
  return starts.map((start) => {
    const some = Array.from({ length: Math.min(callsOfPage, calls - start) }, (_, index) => callNumber(start + index, pick));
    const items = some.map((call) => {
      const ts = `${call.startedAt}#${call.id}`;
      return { pk: { S: `w_1#${call.id}` }, tl: { S: `w_1#${day}#3` }, ts: { S: ts }, r: { S: packReportCall(call) } };
    });
    return JSON.stringify({ Items: items });
  });
}

/** Calls of 200 agents in 8 branches, two campaigns an agent, within nine hours; a third inbound, one in four connected. */
function callNumber(index: number, pick: (size: number) => number): ReportCall {
  const agent = index % 200;
  const startedAt = new Date(Date.UTC(2026, 10, 22, 4) + pick(9 * 3600) * 1000).toISOString();
  const ended: Status[] = statuses.filter((status) => status !== 'In-progress');
  return {
    id: `c_${index.toString(36).padStart(20, '0')}`,
    day,
    startedAt,
    endedAt: startedAt,
    ended: true,
    status: ended[pick(ended.length)] ?? 'Busy',
    ...(pick(3) === 0 ? { direction: 'inbound', waitSeconds: pick(40) } : { direction: 'outbound' }),
    talkSeconds: pick(4) === 0 ? 20 + pick(300) : 0,
    agent: `a_${agent}`,
    branch: `b_${agent % 8}`,
    department: `d_${agent % 3}`,
    campaign: `k_${(agent + pick(2)) % 10}`,
    tags: pick(3) === 0 ? ['hot'] : [],
    leadId: `l_${pick(20_000)}`,
  };
}

/** Whole numbers below a size, the same ones in every run (Lehmer's generator, modulus 2^31 - 1). */
function seededPick(): (size: number) => number {
  let state = 20_261_122;
  return (size) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % size;
  };
}

/** The best of several rounds, in time that the processor spent on it, collecting garbage included: what others took away does not count. */
function perSecond(run: () => number, { calls, rounds }: { calls: number; rounds: number }): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(start);
    best = Math.min(best, user + system);
  }
  return (calls / best) * 1_000_000;
}

function rate(callsPerSecond: number): string {
  return `${Math.round(callsPerSecond).toLocaleString('en')} calls/s`;
}

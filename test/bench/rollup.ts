import { dayTally } from '../../shared/domain/day-tally.ts';
import type { ReportCall } from '../../shared/domain/report-call.ts';
import { type Status, statuses } from '../../shared/domain/status.ts';
import { packReportCall, unpackReportCall } from '../../shared/store/packed-report-call.ts';

const day = '2026-11-22';
const callsInAll = 100_000;
const callsOfPage = 4_000;
const settings = { timezone: 'Asia/Kolkata', conversationSeconds: 30, missedReturnHours: 24 };

type WirePage = { Items: { r: { S: string }; ts: { S: string } }[] };

/** How many calls a second are decoded from DynamoDB's wire JSON and rolled up into all families, against decoding alone. Takes some seconds. */
export async function benchRollup(): Promise<{ name: string; rows: [string, string][] }> {
  const pages = wirePages();
  const decoded = (page: string) => decode(page);
  const rowCount = () => {
    const tally = dayTally({ day, settings });
    for (const page of pages) tally.add(decoded(page));
    if (tally.calls() !== callsInAll) throw new Error(`Cannot measure the rollup: it counted ${tally.calls()} of ${callsInAll} calls`);
    return tally.rows([]).length;
  };
  const decoding = perSecond(() => pages.reduce((count, page) => count + decoded(page).length, 0));
  const rollup = perSecond(rowCount);
  return {
    name: `Rollup of a day of ${callsInAll.toLocaleString('en')} calls into ${rowCount().toLocaleString('en')} rows`,
    rows: [
      ['decoding alone', rate(decoding)],
      ['decoding and rows of every family', rate(rollup)],
      ['time of the rollup to decoding alone', (decoding / rollup).toFixed(2)],
    ],
  };
}

function decode(page: string): ReportCall[] {
  // As large as a day, and of our own making: checking it by a schema would be what is measured.
  const { Items } = JSON.parse(page) as WirePage;
  return Items.map(({ r, ts }) => unpackReportCall(r.S, ts.S));
}

function wirePages(): string[] {
  const pick = seededPick();
  const calls = Array.from({ length: callsInAll }, (_, index) => callNumber(index, pick));
  const items = calls.map((call) => {
    const ts = `${call.startedAt}#${call.id}`;
    return { pk: { S: `w_1#${call.id}` }, tl: { S: `w_1#${day}#3` }, ts: { S: ts }, r: { S: packReportCall(call) } };
  });
  const starts = Array.from({ length: Math.ceil(callsInAll / callsOfPage) }, (_, page) => page * callsOfPage);
  return starts.map((start) => JSON.stringify({ Items: items.slice(start, start + callsOfPage) }));
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
    direction: pick(3) === 0 ? 'inbound' : 'outbound',
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

/** The best of several rounds: what another process took away does not count. */
function perSecond(run: () => number): number {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return (callsInAll / best) * 1000;
}

function rate(callsPerSecond: number): string {
  return `${Math.round(callsPerSecond).toLocaleString('en')} calls/s`;
}

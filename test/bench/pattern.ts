import { compilePattern } from '../../local/events/pattern.ts';

const event = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'Call Ended',
  source: 'redial',
  account: '000000000000',
  time: '2026-11-22T09:30:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    eventId: 'c_8f2#2',
    workspace: 'w_1',
    version: 3,
    status: 'No Answer',
    direction: 'outbound',
    talkSeconds: 0,
    tags: ['vip'],
    lead: 'l_4',
  },
};

const envelope = { source: ['redial'], 'detail-type': ['Call Ended'] };
const rules = [
  { ...envelope, detail: { status: ['Busy', 'No Answer', 'Missed'] } },
  { ...envelope, detail: { talkSeconds: [{ numeric: ['>', 0] }] } },
  { ...envelope, detail: { $or: [{ status: ['Follow up'] }, { status: ['Rescheduled'] }, { tags: ['vip'] }] } },
  { source: ['redial'], 'detail-type': [{ prefix: 'Lead ' }] },
  { source: [{ 'anything-but': 'aws' }], detail: { workspace: [{ wildcard: 'w_*' }], lead: [{ exists: true }] } },
];

/** How many call events a second are read, and matched against 5 rules. Takes about a second. */
export async function benchPattern(): Promise<{ name: string; rows: [string, string][] }> {
  const text = JSON.stringify(event);
  const matchers = rules.map((rule) => compilePattern(rule));
  const matched = (value: unknown) => matchers.reduce((count, matches) => count + (matches(value) ? 1 : 0), 0);
  if (matched(event) !== 3)
    throw new Error(`Cannot measure the pattern matcher: 3 of the 5 rules match the event, but it says ${matched(event)}`);

  const parsed = perSecond(() => JSON.parse(text).detail.version);
  const match = perSecond(() => matched(event));
  const both = perSecond(() => matched(JSON.parse(text)));
  return {
    name: `Event patterns: 5 rules on an event of ${text.length} bytes`,
    rows: [
      ['JSON.parse alone', rate(parsed)],
      ['match alone', rate(match)],
      ['JSON.parse and match', rate(both)],
      ['time of a match to a JSON.parse', (parsed / match).toFixed(2)],
    ],
  };
}

/** The best of several rounds after a warm-up: what another process took away does not count. */
function perSecond(run: () => number): number {
  let best = 0;
  for (let round = 0; round < 6; round++) best = Math.max(best, roundOf(run, 55));
  return best;
}

function roundOf(run: () => number, milliseconds: number): number {
  const start = performance.now();
  let runs = 0;
  let sum = 0;
  while (performance.now() - start < milliseconds) {
    for (let index = 0; index < 500; index++) sum += run();
    runs += 500;
  }
  // Uses the results, so that the work can't be optimised away.
  return sum < 0 ? 0 : (runs * 1000) / (performance.now() - start);
}

function rate(perSecond: number): string {
  return `${Math.round(perSecond / 1000).toLocaleString('en')} k events/s`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { callFrom } from '../../../shared/domain/call-from.ts';
import { type Fact, signals } from '../../../shared/domain/fact.ts';
import { reasons, statuses } from '../../../shared/domain/status.ts';
import { aFact, aFrame, at } from '../../builders.ts';

const frame = aFrame();
const outbound = { direction: 'outbound' } as const;
const inbound = { direction: 'inbound' } as const;

describe('callFrom', () => {
  it.each<[string, Partial<Fact>, number | null]>([
    ['is as it is said', { signal: 'completed', ringSeconds: 7, talkSeconds: 30, answeredAt: at(20), endedAt: at(60) }, 7],
    ['lasts until it was answered', { signal: 'completed', talkSeconds: 30, answeredAt: at(20), endedAt: at(60) }, 20],
    [
      'is what talk leaves of the call where nobody says when it was answered',
      { signal: 'completed', talkSeconds: 45, endedAt: at(60) },
      15,
    ],
    ['is the whole of a call that nobody answered', { signal: 'unanswered', endedAt: at(25) }, 25],
    ['is nothing where talk is said to be longer than the call', { signal: 'completed', talkSeconds: 90, endedAt: at(60) }, 0],
    ['is not known while it goes on', { signal: 'progress' }, null],
  ])('ringing %s', (_case, said, ringSeconds) => {
    expect(callFrom([aFact({ startedAt: at(0), ...said })], frame).ringSeconds).toBe(ringSeconds);
  });

  it.each<[string, Partial<Fact>[], string, string | null, number]>([
    ['is in progress while it rings', [{ signal: 'progress' }], 'In-progress', null, 0],
    ['is in progress while people talk', [{ signal: 'progress' }, { signal: 'answered' }], 'In-progress', null, 0],
    ['is Called when it completed with talk', [{ ...outbound, signal: 'completed', talkSeconds: 42 }], 'Called', null, 42],
    ['is No Answer when an outbound call completed with 0 s', [{ ...outbound, signal: 'completed', talkSeconds: 0 }], 'No Answer', null, 0],
    ['is Missed when an inbound call completed with 0 s', [{ ...inbound, signal: 'completed', talkSeconds: 0 }], 'Missed', null, 0],
    ['is No Answer when nobody answered outbound', [{ ...outbound, signal: 'unanswered' }], 'No Answer', null, 0],
    ['is Missed when nobody answered inbound', [{ ...inbound, signal: 'unanswered' }], 'Missed', null, 0],
    ['is No Answer where the direction is unknown', [{ signal: 'unanswered' }], 'No Answer', null, 0],
    ['stays No Answer where an inbound call is said to be just that', [{ ...inbound, signal: 'no-answer' }], 'No Answer', null, 0],
    ['is Missed where that was said of an outbound call', [{ ...outbound, signal: 'missed' }], 'Missed', null, 0],
    ['is Busy', [{ ...outbound, signal: 'busy' }], 'Busy', null, 0],
    [
      'stays Busy when completed with 0 s follows',
      [{ signal: 'busy' }, { signal: 'completed', talkSeconds: 0, occurredAt: at(9) }],
      'Busy',
      null,
      0,
    ],
    ['is Called when talk follows busy', [{ signal: 'busy' }, { signal: 'completed', talkSeconds: 5 }], 'Called', null, 5],
    [
      'is abandoned when an inbound call was canceled, whichever message knew the direction',
      [
        { signal: 'unanswered', reason: 'canceled' },
        { ...inbound, occurredAt: at(-5) },
      ],
      'Missed',
      'abandoned',
      0,
    ],
    ['keeps why it failed', [{ ...outbound, signal: 'unanswered', reason: 'failed' }], 'No Answer', 'failed', 0],
    [
      'lets a plain no-answer beat a failure',
      [
        { ...outbound, signal: 'unanswered', reason: 'failed' },
        { ...outbound, signal: 'unanswered' },
      ],
      'No Answer',
      null,
      0,
    ],
    [
      'is not connected to a machine',
      [{ ...outbound, signal: 'completed', talkSeconds: 30, reason: 'machine' }],
      'No Answer',
      'machine',
      0,
    ],
    [
      'was a conversation where a person corrects what was taken for a machine',
      [
        { ...outbound, signal: 'completed', talkSeconds: 30, reason: 'machine' },
        { source: 'correction', signal: 'unknown', disposition: 'Called', talkSeconds: 77, occurredAt: at(900) },
      ],
      'Called',
      'machine',
      77,
    ],
    [
      'is Missed when a caller left a voicemail',
      [{ ...inbound, signal: 'completed', talkSeconds: 30, reason: 'voicemail' }],
      'Missed',
      'voicemail',
      0,
    ],
    [
      'talks from answer to end where nobody states a duration',
      [
        { signal: 'answered', occurredAt: at(10) },
        { signal: 'completed', occurredAt: at(70) },
      ],
      'Called',
      null,
      60,
    ],
    [
      'lets a stated duration win over answer and end',
      [{ signal: 'completed', talkSeconds: 12, answeredAt: at(0), endedAt: at(60) }],
      'Called',
      null,
      12,
    ],
    [
      'keeps talk that a later 0 would take away',
      [
        { signal: 'completed', talkSeconds: 9 },
        { signal: 'completed', talkSeconds: 0, occurredAt: at(5) },
      ],
      'Called',
      null,
      9,
    ],
    ['is in progress after a word that nobody knows', [{ signal: 'unknown', word: 'wobbling' }], 'In-progress', null, 0],
    ['is Called where that was said, without talk time', [{ signal: 'called', talkSeconds: 0 }], 'Called', null, 0],
    ['keeps talk time beside No Answer', [{ signal: 'no-answer', talkSeconds: 90 }], 'No Answer', null, 90],
  ])('%s', (_fact, said, status, reason, talkSeconds) => {
    const call = callFrom(said.map(aFact), frame);
    expect({ status: call.status, reason: call.reason, talkSeconds: call.talkSeconds, connected: call.connected }).toEqual({
      status,
      reason,
      talkSeconds,
      connected: talkSeconds > 0,
    });
  });

  it('shows the disposition and keeps the outcome beneath it', () => {
    const call = callFrom([aFact({ signal: 'completed', talkSeconds: 60 }), aFact({ signal: 'unknown', disposition: 'Follow up' })], frame);
    expect(call).toMatchObject({ status: 'Follow up', disposition: 'Follow up', outcome: 'Called', connected: true });
  });

  it('takes the newest disposition by its own time, whichever came first', () => {
    const early = aFact({ disposition: 'Follow up', signal: 'unknown', occurredAt: at(1), receivedAt: at(90) });
    const late = aFact({ disposition: 'Rescheduled', signal: 'unknown', occurredAt: at(60), receivedAt: at(61) });
    expect(callFrom([late, early], frame).status).toBe('Rescheduled');
  });

  it('is over once somebody disposed of it, also before telephony says so', () => {
    const call = callFrom([aFact({ signal: 'answered' }), aFact({ signal: 'unknown', disposition: 'Called', occurredAt: at(30) })], frame);
    expect(call).toMatchObject({ ended: true, outcome: 'In-progress', status: 'Called', endedAt: at(30) });
  });

  it.each<[string, Partial<Fact>, string[]]>([
    ['Called without talk time', { signal: 'called', talkSeconds: 0 }, ['called-without-talk-time']],
    ['No Answer with talk time', { signal: 'no-answer', talkSeconds: 90 }, ['unanswered-with-talk-time']],
    ['Missed on an outbound call', { signal: 'missed', direction: 'outbound' }, ['missed-outbound']],
    ['Follow up without a time', { signal: 'completed', talkSeconds: 9, disposition: 'Follow up' }, ['follow-up-without-time']],
    ['an unknown word', { signal: 'unknown', word: 'wobbling' }, ['unknown-status']],
    ['nothing odd', { signal: 'completed', talkSeconds: 9 }, []],
  ])('flags %s', (_name, said, flags) => {
    expect(callFrom([aFact(said)], frame).flags).toEqual(flags);
  });

  it.each([
    ['Asia/Kolkata', '2026-11-22T18:29:59.000Z', '2026-11-22'],
    ['Asia/Kolkata', '2026-11-22T18:30:00.000Z', '2026-11-23'],
    ['Asia/Kathmandu', '2026-11-22T18:14:59.000Z', '2026-11-22'],
    ['America/New_York', '2026-11-01T04:30:00.000Z', '2026-11-01'],
    ['America/New_York', '2026-11-02T04:30:00.000Z', '2026-11-01'],
  ])('counts on the day that the workspace in %s had at %s', (timezone, startedAt, day) => {
    expect(callFrom([aFact({ startedAt })], aFrame({ timezone })).day).toBe(day);
  });

  it('belongs to the agent of its ending, not to who was rung first', () => {
    const rung = aFact({ signal: 'progress', agent: { id: 'a_asha' }, occurredAt: at(0) });
    const talked = aFact({ signal: 'completed', talkSeconds: 5, agent: { id: 'a_ravi', branch: 'b_1' }, occurredAt: at(9) });
    const heard = aFact({ signal: 'unknown', agent: { id: 'a_tara' }, occurredAt: at(20) });
    expect(callFrom([heard, talked, rung], frame).agent).toEqual({ id: 'a_ravi', branch: 'b_1', department: null });
  });

  it('keeps the branch and department that its agent had when it first named them', () => {
    const before = { id: 'a_ravi', branch: 'b_1', department: 'd_1' };
    const talked = aFact({
      signal: 'completed',
      talkSeconds: 5,
      agent: { id: 'a_ravi', branch: 'b_2' },
      occurredAt: at(9),
      receivedAt: at(900),
    });
    const answered = aFact({ signal: 'answered', agent: before, occurredAt: at(5), receivedAt: at(6) });
    expect(callFrom([talked, answered], frame).agent).toEqual(before);
    const lateRinging = aFact({ signal: 'progress', agent: { id: 'a_ravi' }, occurredAt: at(0), receivedAt: at(950) });
    expect(callFrom([lateRinging, talked, answered], frame).agent).toEqual(before);
  });

  it('whose ending was lost was a conversation where an answer was told of, also once it was swept', () => {
    const rung = aFact({ signal: 'progress', occurredAt: at(0) });
    const swept = aFact({ source: 'sweep', signal: 'unanswered', reason: 'no-terminal-event', occurredAt: at(0) });
    const answered = aFact({ signal: 'answered', occurredAt: at(4) });
    expect(callFrom([rung, swept], frame)).toMatchObject({ outcome: 'No Answer', ended: true, reason: 'no-terminal-event' });
    expect(callFrom([rung, swept, answered], frame)).toMatchObject({ outcome: 'Called', ended: true, reason: 'no-terminal-event' });
  });

  it('keeps the word that ended it, where one of a call that goes on is only heard later', () => {
    const ending = aFact({ signal: 'completed', word: 'completed', occurredAt: at(60) });
    const late = aFact({ signal: 'progress', word: 'ringing', occurredAt: at(90) });
    expect(callFrom([ending, late], frame).providerStatus).toBe('completed');
    expect(callFrom([late], frame).providerStatus).toBe('ringing');
    expect(callFrom([ending, aFact({ signal: 'unknown', word: 'Follow up', occurredAt: at(70) })], frame).providerStatus).toBe('Follow up');
  });

  it('is over once it was swept, also where an agent said that it goes on', () => {
    const logged = aFact({ source: 'agent', signal: 'progress', disposition: 'In-progress', occurredAt: at(0) });
    const swept = aFact({ source: 'sweep', signal: 'unanswered', reason: 'no-terminal-event', occurredAt: at(0), receivedAt: at(8_000) });
    const { status, reason, ended } = callFrom([logged, swept], frame);
    expect([status, reason, ended]).toEqual(['No Answer', 'no-terminal-event', true]);
  });

  it('takes the campaign of the webhook, else of the connection, else of the lead', () => {
    const all = aFrame({ connectionCampaign: 'k_connection', leadCampaign: 'k_lead' });
    expect(callFrom([aFact({ campaign: 'k_webhook' })], all).campaign).toBe('k_webhook');
    expect(callFrom([aFact()], all).campaign).toBe('k_connection');
    expect(callFrom([aFact()], aFrame({ leadCampaign: 'k_lead' })).campaign).toBe('k_lead');
  });

  it('refuses to make a call from nothing', () => {
    expect(() => callFrom([], frame)).toThrow('no facts');
  });

  const instant = fc.integer({ min: 0, max: 40 }).map((seconds) => at(seconds));
  const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
  const anyFact = fc
    .record({
      id: fc.integer({ min: 0, max: 9_999 }).map((n) => `f${n}`),
      source: fc.constantFrom('dialler', 'agent', 'correction', 'sweep'),
      signal: fc.constantFrom(...signals),
      occurredAt: instant,
      receivedAt: instant,
      word: maybe(fc.constantFrom('busy', 'completed')),
      reason: maybe(fc.constantFrom(...reasons)),
      disposition: maybe(fc.constantFrom(...statuses)),
      direction: maybe(fc.constantFrom('inbound', 'outbound')),
      leadPhone: maybe(fc.constantFrom('+911', '+912')),
      agent: maybe(fc.constantFrom({ id: 'a_1' }, { id: 'a_2', branch: 'b_1' })),
      startedAt: maybe(instant),
      answeredAt: maybe(instant),
      endedAt: maybe(instant),
      talkSeconds: maybe(fc.nat(50)),
      ringSeconds: maybe(fc.nat(50)),
      note: maybe(fc.constantFrom('x', 'y')),
      followUpAt: maybe(instant),
      campaign: maybe(fc.constantFrom('k_1', 'k_2')),
      recordingUrl: maybe(fc.constantFrom('https://a', 'https://b')),
    })
    .map((fact) => fact as Fact);
  // A trace in which the same statement is the same fact, and some statements come again.
  const trace = fc.uniqueArray(anyFact, { minLength: 1, maxLength: 8, selector: ({ id }) => id });

  it('is the same call for any permutation and any duplication of a trace', () => {
    fc.assert(
      fc.property(
        trace.chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.array(fc.constantFrom(...facts), { maxLength: 8 }).chain((again) => shuffled([...facts, ...again])),
          ),
        ),
        ([facts, mixed]) => {
          expect(callFrom(mixed, frame)).toEqual(callFrom(facts, frame));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('never takes an ending back', () => {
    fc.assert(
      fc.property(trace, anyFact, (facts, another) => {
        if (callFrom(facts, frame).ended) expect(callFrom([...facts, { ...another, id: 'last' }], frame).ended).toBe(true);
      }),
    );
  });

  it('is connected exactly when it has talk time', () => {
    fc.assert(
      fc.property(trace, (facts) => {
        const { connected, talkSeconds } = callFrom(facts, frame);
        expect(connected).toBe(talkSeconds > 0);
      }),
    );
  });
});

function shuffled<Item>(items: Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length });
}

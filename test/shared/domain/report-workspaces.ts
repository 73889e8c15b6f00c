import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { Direction, Status } from '../../../shared/domain/status.ts';

// Zones with offsets of halves and quarters of hours, and moments about which clocks change, a year turns or a week has no 52.
const zones = ['Asia/Kolkata', 'Asia/Kathmandu', 'America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const moments = ['2026-03-08T06:00:00Z', '2026-11-01T05:00:00Z', '2026-10-25T01:00:00Z', '2027-01-01T00:00:00Z', '2028-02-29T12:00:00Z'];

const endedStatuses: Status[] = ['Called', 'Busy', 'No Answer', 'Missed', 'Follow up', 'Rescheduled'];
const agents = [
  { agent: 'a_asha', branch: 'b_pune', department: 'd_sales' },
  { agent: 'a_asha', branch: 'b_goa', department: 'd_sales' },
  { agent: 'a_ravi', branch: 'b_pune', department: null },
  { agent: null, branch: null, department: null },
];

const anyCall = fc.record({
  minutes: fc.integer({ min: -5 * 1440, max: 5 * 1440 }),
  lasts: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 10_000 })),
  // Statuses and talk time are drawn apart, as people and diallers contradict each other.
  status: fc.constantFrom(...endedStatuses, 'Missed' as const, 'Missed' as const),
  direction: fc.constantFrom<(Direction | null)[]>('inbound', 'outbound', null),
  talkSeconds: fc.constantFrom(0, 0, 0, 1, 29, 30, 31, 600),
  who: fc.constantFrom(...agents),
  campaign: fc.constantFrom('k_diwali', 'k_ipl', null),
  tags: fc.array(fc.constantFrom('hot', 'vip', '"quoted", comma'), { maxLength: 3 }),
  leadId: fc.constantFrom('l_1', 'l_2', 'l_3', null),
  ended: fc.constantFrom(true, true, true, true, false),
});

export type GeneratedWorkspace = {
  rules: { timezone: string; conversationSeconds: number; missedReturnHours: number };
  calls: ReportCall[];
  from: string;
  to: string;
};

/** A workspace with ten days of calls, in no order. */
export const anyWorkspace: fc.Arbitrary<GeneratedWorkspace> = fc
  .record({
    timezone: fc.constantFrom(...zones),
    conversationSeconds: fc.constantFrom(1, 30, 60),
    missedReturnHours: fc.constantFrom(1, 24, 36, 48),
    about: fc.constantFrom(...moments),
    drawn: fc.array(anyCall, { maxLength: 60 }),
    firstDay: fc.integer({ min: -5, max: 0 }),
    lastDay: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ timezone, conversationSeconds, missedReturnHours, about, drawn, firstDay, lastDay }) => {
    const start = Temporal.Instant.from(about);
    const today = start.toZonedDateTimeISO(timezone).toPlainDate();
    const calls = drawn.map(({ minutes, lasts, who, ...call }, index): ReportCall => {
      const startedAt = start.add({ minutes });
      const day = startedAt.toZonedDateTimeISO(timezone).toPlainDate().toString();
      const endedAt = call.ended ? instant(startedAt.add({ seconds: lasts })) : null;
      return { id: `c_${index}`, day, startedAt: instant(startedAt), endedAt, ...who, ...call };
    });
    return {
      rules: { timezone, conversationSeconds, missedReturnHours },
      calls,
      from: today.add({ days: firstDay }).toString(),
      to: today.add({ days: lastDay }).toString(),
    };
  });

function instant(at: Temporal.Instant): string {
  return at.toString({ smallestUnit: 'millisecond' });
}

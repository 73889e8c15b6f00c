import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { statuses } from '../../../shared/domain/status.ts';
import { callKeys } from '../../../shared/store/keys.ts';
import { packReportCall, unpackReportCall } from '../../../shared/store/packed-report-call.ts';
import { aReportCall } from '../../builders.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 8 }), fc.constantFrom('', '%', '|', ',', '/', '%7C', 'a,b|c%'));
const instant = fc.date({ noInvalidDate: true }).map((date) => date.toISOString());
const orNull = fc.option(text);

const call: fc.Arbitrary<ReportCall> = fc.record(
  {
    id: fc.stringMatching(/^c_[a-z0-9]{1,20}$/),
    day: fc.oneof(
      instant.map((at) => at.slice(0, 10)),
      fc.constant('2026-11-22'),
    ),
    startedAt: instant,
    endedAt: fc.option(instant),
    ended: fc.boolean(),
    status: fc.constantFrom(...statuses),
    direction: fc.option(fc.constantFrom('inbound' as const, 'outbound' as const)),
    talkSeconds: fc.nat(),
    agent: orNull,
    branch: orNull,
    department: orNull,
    campaign: orNull,
    tags: fc.array(text, { maxLength: 4 }),
    leadId: orNull,
  },
  { noNullPrototype: true },
);

describe('packed report fields', () => {
  it('give back exactly the call, whatever its tags and ids hold', () => {
    fc.assert(
      fc.property(call, (one) => {
        const sortKey = callKeys.startedAt(one.startedAt, one.id);
        expect(unpackReportCall(packReportCall(one), sortKey)).toStrictEqual(one);
      }),
      { numRuns: 1000 },
    );
  });

  it('are short: what the start says already is not said again', () => {
    const packed = packReportCall(aReportCall({ startedAt: '2026-11-22T10:00:00.000Z', endedAt: '2026-11-22T10:00:30.000Z' }));
    expect(packed).toBe('a|h30.000Z|e|N|o|0|l_1/a_asha||||');
  });
});

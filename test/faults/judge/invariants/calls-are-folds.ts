import type { ReportCall } from '../../../../shared/domain/report-call.ts';
import { reportCallOf } from '../../../../shared/domain/report-call-of.ts';
import type { Invariant } from './invariant.ts';

export const callsAreFolds: Invariant = {
  says: 'each call equals the fold of what was sent',
  violations: ({ stored }, calls) =>
    calls.flatMap(({ expected }) => {
      const kept = stored.calls.find(({ recorded }) => recorded.id === expected.id);
      if (!kept) return [`call ${expected.id} is not there`];
      return [
        ...differences(kept.told, expected).map((difference) => `call ${expected.id} was written with ${difference}`),
        ...differences(reportCallOf(kept.recorded), expected).map((difference) => `the facts of call ${expected.id} fold to ${difference}`),
      ];
    }),
};

function differences(is: ReportCall, expected: ReportCall): string[] {
  const names = Object.keys(expected) as (keyof ReportCall)[]; // Object.keys forgets its keys
  return names.flatMap((name) => {
    const [has, should] = [JSON.stringify(is[name]), JSON.stringify(expected[name])];
    return has === should ? [] : [`${name} ${has} instead of ${should}`];
  });
}

import { describe, expect, it } from 'vitest';
import { type AnswerTimes, addWait, noAnswerTimes } from '../../../shared/domain/answer-times.ts';
import { type ServiceLevelFormula, serviceCounts, serviceLevel } from '../../../shared/domain/service-level.ts';

/** The published example: 1000 answered, 860 of them within 20 s; 60 abandoned, 20 of them within 20 s and 10 within 5 s. */
const published: AnswerTimes = {
  answered: new Map([
    [3, 500],
    [20, 360],
    [21, 100],
    [90, 40],
  ]),
  abandoned: new Map([
    [5, 10],
    [20, 10],
    [45, 40],
  ]),
};

describe('serviceLevel', () => {
  it.each<[ServiceLevelFormula, number]>([
    ['answered-and-abandoned-within', 83.0],
    ['of-answered', 86.0],
    ['of-offered', 81.1],
    ['of-answered-and-abandoned-after', 82.7],
    ['short-abandoned-as-answered', 82.1],
    ['without-short-abandoned', 81.9],
  ])('by %s is %f %% for the published example', (formula, percent) => {
    const counts = serviceCounts(published, { thresholdSeconds: 20, shortSeconds: 5 });
    expect(((serviceLevel(counts, formula).value ?? 0) * 100).toFixed(1)).toBe(percent.toFixed(1));
  });

  it('has no value where nobody called', () => {
    const counts = serviceCounts(noAnswerTimes(), { thresholdSeconds: 20, shortSeconds: 5 });
    expect(serviceLevel(counts, 'of-offered')).toEqual({ value: null, numerator: 0, denominator: 0 });
  });

  it('takes a wait that nobody said for none within the threshold', () => {
    const times = noAnswerTimes();
    addWait(times.answered, null);
    addWait(times.answered, 1);
    addWait(times.answered, 10_000);
    const counts = serviceCounts(times, { thresholdSeconds: 599, shortSeconds: 5 });
    expect(counts).toEqual({ answered: 3, abandoned: 0, answeredWithin: 1, abandonedWithin: 0, shortAbandoned: 0 });
  });
});

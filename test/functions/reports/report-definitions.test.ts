import { describe, expect, it } from 'vitest';
import { reportDefinitions } from '../../../functions/reports/report-definitions.ts';
import { measuresOf } from '../../../shared/domain/measures.ts';

describe('reportDefinitions', () => {
  const { version, measures } = reportDefinitions();

  it('defines every measure that a report gives, in the order in which it gives them', () => {
    expect(version).toBe('2');
    const ofReports = measures.filter(({ answeredBy }) => answeredBy === '/api/reports');
    expect(ofReports.map(({ id }) => id)).toEqual(Object.keys(measuresOf({})));
  });

  it('says of every ratio what is divided by what, and when there is none', () => {
    const ratios = Object.entries(measuresOf({})).flatMap(([id, value]) =>
      typeof value === 'object' && 'denominator' in value ? [id] : [],
    );
    const divided = measures
      .filter(({ answeredBy }) => answeredBy === '/api/reports')
      .filter(({ numerator, denominator, nullWhen }) => numerator && denominator && nullWhen);
    expect(divided.map(({ id }) => id)).toEqual(ratios);
  });

  it('says the pick-up rate in words that a manager can check', () => {
    expect(measures.find(({ id }) => id === 'pickUpRate')).toEqual({
      id: 'pickUpRate',
      name: 'Pick-up rate',
      formula: 'connected outbound calls ÷ attempts',
      numerator: 'attempts with talk time',
      denominator: 'outbound calls, and those of unknown direction',
      nullWhen: 'there are no attempts',
      unit: 'ratio',
      version: 1,
      answeredBy: '/api/reports',
    });
  });

  it('names each once, and says of the others who answers them', () => {
    expect(new Set(measures.map(({ id }) => id)).size).toBe(measures.length);
    expect(measures.find(({ id }) => id === 'serviceLevel.of-answered')).toMatchObject({
      numerator: 'answered within the threshold',
      denominator: 'answered',
      answeredBy: '/api/reports/service-level',
    });
    expect(measures.find(({ id }) => id === 'reachRate')).toMatchObject({ answeredBy: '/api/reports/reach' });
  });
});

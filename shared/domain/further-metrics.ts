import { defaultServiceLevelFormula, serviceLevelFormulaIds, serviceLevelFormulas } from './service-level.ts';

/** A number that is not in every report: what it is, in words. Numerator, denominator and `nullWhen` are null for what is not divided. */
export type FurtherMetric = {
  id: string;
  name: string;
  formula: string;
  numerator: string | null;
  denominator: string | null;
  nullWhen: string | null;
  unit: 'ratio' | 'leads' | 'seconds';
  version: number;
};

const dividedOf = (formula: string) => formula.split(' ÷ ').map((part) => part.replace(/^\((.*)\)$/, '$1'));

/** What `GET /api/reports/service-level` answers: inbound calls that were answered, or abandoned, within so many seconds. */
export const serviceLevelMetrics: readonly FurtherMetric[] = serviceLevelFormulaIds.map((id) => {
  const { formula } = serviceLevelFormulas[id];
  const [numerator = '', denominator = ''] = dividedOf(formula);
  return {
    id: `serviceLevel.${id}`,
    name: `Service level, ${id.replaceAll('-', ' ')}${id === defaultServiceLevelFormula ? ' (used unless another is asked for)' : ''}`,
    formula: `${formula}, of inbound calls; answered are those with talk time, abandoned all others`,
    numerator,
    denominator,
    nullWhen: 'the denominator is 0',
    unit: 'ratio',
    version: 1,
  };
});

const notDivided = { numerator: null, denominator: null, version: 1 } as const;

/** What `GET /api/reports/reach` answers: leads, and how they were reached. */
export const reachMetrics: readonly FurtherMetric[] = [
  { id: 'leads', name: 'Leads', formula: 'leads that were made by the end of the day', nullWhen: null, unit: 'leads', ...notDivided },
  { id: 'attempted', name: 'Attempted', formula: 'leads with an attempt by then', nullWhen: null, unit: 'leads', ...notDivided },
  {
    id: 'reached',
    name: 'Reached',
    formula: 'leads with a connected call by then, in either direction',
    nullWhen: null,
    unit: 'leads',
    ...notDivided,
  },
  {
    id: 'reachRate',
    name: 'Reach rate',
    formula: 'attempted leads that were reached ÷ attempted leads',
    numerator: 'attempted leads that were reached',
    denominator: 'attempted leads',
    nullWhen: 'no lead was attempted',
    unit: 'ratio',
    version: 1,
  },
  {
    id: 'attemptsToFirstConnect',
    name: 'Attempts to first connect',
    formula: 'leads whose first connect was their attempt number 1, 2 … 10 or later; 0 where they called in first',
    nullWhen: null,
    unit: 'leads',
    ...notDivided,
  },
  {
    id: 'speedToLead',
    name: 'Speed to lead',
    formula:
      'seconds from the making of a lead to its first attempt, and to its first connect: the median, the 90th percentile (nearest rank), and the share within 5 minutes; leads that were called before they were made are left out',
    nullWhen: 'no lead was attempted, or reached',
    unit: 'seconds',
    ...notDivided,
  },
];

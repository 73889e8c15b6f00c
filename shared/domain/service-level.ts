import { type AnswerTimes, allOfWaits, withinSeconds } from './answer-times.ts';
import { type RateMeasure, rateOf } from './rate.ts';

/** What a service level is worked out from: inbound calls. */
export type ServiceCounts = {
  answered: number;
  abandoned: number;
  /** Within the threshold. */
  answeredWithin: number;
  abandonedWithin: number;
  /** Abandoned so soon that there was no chance. */
  shortAbandoned: number;
};

type Formula = { formula: string; numerator: (counts: ServiceCounts) => number; denominator: (counts: ServiceCounts) => number };

const offered = ({ answered, abandoned }: ServiceCounts) => answered + abandoned;

/**
 * The six formulas that are in use, which give 81 % to 86 % for the same day.
 * Source: callcentrehelper.com, "Service level: how to calculate"; ICMI, Queue Tips (2002).
 */
export const serviceLevelFormulas = {
  'answered-and-abandoned-within': {
    formula: '(answered within the threshold + abandoned within it) ÷ (answered + abandoned)',
    numerator: ({ answeredWithin, abandonedWithin }) => answeredWithin + abandonedWithin,
    denominator: offered,
  },
  'of-answered': {
    formula: 'answered within the threshold ÷ answered',
    numerator: ({ answeredWithin }) => answeredWithin,
    denominator: ({ answered }) => answered,
  },
  'of-offered': {
    formula: 'answered within the threshold ÷ (answered + abandoned)',
    numerator: ({ answeredWithin }) => answeredWithin,
    denominator: offered,
  },
  'of-answered-and-abandoned-after': {
    formula: 'answered within the threshold ÷ (answered + abandoned after the threshold)',
    numerator: ({ answeredWithin }) => answeredWithin,
    denominator: (counts) => offered(counts) - counts.abandonedWithin,
  },
  'short-abandoned-as-answered': {
    formula: '(answered within the threshold + abandoned shortly) ÷ (answered + abandoned)',
    numerator: ({ answeredWithin, shortAbandoned }) => answeredWithin + shortAbandoned,
    denominator: offered,
  },
  'without-short-abandoned': {
    formula: 'answered within the threshold ÷ (answered + abandoned, but for those abandoned shortly)',
    numerator: ({ answeredWithin }) => answeredWithin,
    denominator: (counts) => offered(counts) - counts.shortAbandoned,
  },
} as const satisfies Record<string, Formula>;

export type ServiceLevelFormula = keyof typeof serviceLevelFormulas;

export const serviceLevelFormulaIds = Object.keys(serviceLevelFormulas) as [ServiceLevelFormula, ...ServiceLevelFormula[]]; // Object.keys forgets its keys

/** The one that charges nobody with callers who gave up before there was a chance to answer. */
export const defaultServiceLevelFormula: ServiceLevelFormula = 'of-answered-and-abandoned-after';

export type Thresholds = { thresholdSeconds: number; shortSeconds: number };

/** A call whose wait is unknown is within no threshold. */
export function serviceCounts({ answered, abandoned }: AnswerTimes, { thresholdSeconds, shortSeconds }: Thresholds): ServiceCounts {
  return {
    answered: allOfWaits(answered),
    abandoned: allOfWaits(abandoned),
    answeredWithin: withinSeconds(answered, thresholdSeconds),
    abandonedWithin: withinSeconds(abandoned, thresholdSeconds),
    shortAbandoned: withinSeconds(abandoned, shortSeconds),
  };
}

export function serviceLevel(counts: ServiceCounts, id: ServiceLevelFormula): RateMeasure {
  const { numerator, denominator }: Formula = serviceLevelFormulas[id];
  return rateOf(numerator(counts), denominator(counts));
}

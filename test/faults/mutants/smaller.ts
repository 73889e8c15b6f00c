import type { Substitution } from './mutant.ts';

/**
 * What is sized for thousands of calls, sized for the few of a seed, in every bundle that the simulator makes: a day takes several
 * transactions, a file several parts.
 */
export const smaller: readonly Substitution[] = [
  { file: 'shared/store/save-day.ts', from: 'const mostRows = 98;', to: 'const mostRows = 8;' },
  { file: 'functions/export/wired-export.ts', from: 'const partBytes = 8 * 1024 * 1024;', to: 'const partBytes = 640;' },
  { file: 'shared/store/calls-in-order.ts', from: 'const pageSize = 500;', to: 'const pageSize = 3;' },
];

import type { Substitution } from './mutant.ts';

/**
 * What every bundle that the simulator makes has otherwise than a deployed one. What is sized for thousands of calls is sized for the few of
 * a seed: a day takes several transactions, a file several parts, and a day's few calls lie in two partitions, of which hardly one is empty.
 * And calls to tables go unsigned and unnamed, as nobody is there who would look at that, and it takes an eighth of a run.
 */
export const smaller: readonly Substitution[] = [
  { file: 'shared/store/save-day.ts', from: 'const mostRows = 98;', to: 'const mostRows = 8;' },
  { file: 'functions/export/wired-export.ts', from: 'const partBytes = 8 * 1024 * 1024;', to: 'const partBytes = 640;' },
  { file: 'shared/store/calls-in-order.ts', from: 'const pageSize = 500;', to: 'const pageSize = 3;' },
  { file: 'shared/store/keys.ts', from: 'export const timelineShards = 8;', to: 'export const timelineShards = 2;' },
  {
    file: 'shared/store/client.ts',
    from: "remove('loggerMiddleware');",
    to: "remove('loggerMiddleware'); ['httpAuthSchemeMiddleware', 'httpSigningMiddleware', 'getUserAgentMiddleware'].forEach((name) => client.middlewareStack.remove(name));",
  },
];

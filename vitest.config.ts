import { defineConfig } from 'vitest/config';

const everyProject = { testTimeout: 60_000, hookTimeout: 60_000 };
const alone = 'test/faults/faults.test.ts';
/** Nothing but our own code, in the memory of one process: files of these can have it one after the other. */
const inMemory = [
  'test/shared/domain/**/*.test.ts',
  'test/shared/contracts/**/*.test.ts',
  'test/functions/**/*.test.ts',
  'test/local/events/**/*.test.ts',
];

export default defineConfig({
  test: {
    globalSetup: ['./test/synthesis.ts'],
    reporters: ['default', './test/closing-line.ts'],
    // One more than the cores of a small machine: many tests wait for timers and processes.
    maxWorkers: 3,
    projects: [
      { test: { ...everyProject, name: 'in memory', include: inMemory, isolate: false, sequence: { groupOrder: 0 } } },
      {
        test: {
          ...everyProject,
          name: 'parts',
          include: ['test/**/*.test.ts'],
          exclude: [...inMemory, alone],
          sequence: { groupOrder: 0 },
        },
      },
      // It has all cores, so that what it says of its time is true.
      { test: { ...everyProject, name: 'faults', include: [alone], maxWorkers: 1, sequence: { groupOrder: 1 } } },
    ],
  },
});

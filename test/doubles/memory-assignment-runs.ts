import type { AssignmentRuns } from '../../shared/store/assignment-runs.ts';

type Kept = { dailyUntil: string | null; open: string | null; takenUntil: string };

/** Runs in memory. */
export function memoryAssignmentRuns(): AssignmentRuns {
  const runs = new Map<string, Kept>();

  function of(workspace: string): Kept {
    const known = runs.get(workspace) ?? { dailyUntil: null, open: null, takenUntil: '' };
    runs.set(workspace, known);
    return known;
  }

  return {
    state: async (workspace) => {
      const { dailyUntil, open } = of(workspace);
      return { dailyUntil, open };
    },
    passDaily: async (workspace, until) => {
      const run = of(workspace);
      if ((run.dailyUntil ?? '') < until) run.dailyUntil = until;
    },
    openDaily: async (workspace, { id, seen, at }) => {
      const run = of(workspace);
      if (run.dailyUntil !== seen) return false;
      Object.assign(run, { dailyUntil: at, open: id });
      return true;
    },
    take: async (workspace, { id, at, until }) => {
      const run = of(workspace);
      if (run.takenUntil >= at || (id === undefined && run.open === null)) return undefined;
      run.takenUntil = until;
      run.open ??= id ?? null;
      return run.open ?? undefined;
    },
    end: async (workspace, id, how) => {
      const run = of(workspace);
      if (run.open !== id) return;
      run.takenUntil = '';
      if (how === 'finished') run.open = null;
    },
  };
}

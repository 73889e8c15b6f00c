import { setAsideForAReason } from '../judge/invariants/dead-letters.ts';
import { eventsHaveOneContent, nobodyLacksPermission } from '../judge/invariants/events-tell-calls.ts';
import { factsKeptOnce } from '../judge/invariants/facts-kept-once.ts';
import { honestAnswers } from '../judge/invariants/honest-answers.ts';
import type { Scenario } from '../judge/scenario.ts';
import { exportWorkload } from './exports/export-workload.ts';
import { playExports } from './exports/play.ts';
import { says } from './exports/verdict.ts';

/** Managers ask for files while functions crash and S3 does not answer. */
export const exportFiles: Scenario = {
  name: 'exports',
  workload: exportWorkload,
  play: playExports,
  everyMinutes: { rollup: 10, sweep: 90, 'assign-on-time': 90, 'export-on-time': 90 },
  invariants: [factsKeptOnce, honestAnswers, eventsHaveOneContent, nobodyLacksPermission, setAsideForAReason],
  says,
};

import { honestAnswers } from '../judge/invariants/honest-answers.ts';
import { invariants } from '../judge/judge.ts';
import type { Scenario } from '../judge/scenario.ts';
import { admins } from './quarantine/admins.ts';
import { unreadCalls } from './quarantine/unread-calls.ts';

/** A dialler is connected wrongly: what it sends is set aside, until an admin puts the connection right and has it read again. */
export const quarantine: Scenario = {
  name: 'quarantine',
  workload: unreadCalls,
  play: admins,
  everyMinutes: { sweep: 60, 'assign-on-time': 60, 'export-on-time': 60, rollup: 15 },
  // What is set aside is acknowledged, and once it is read again it counts as everything else does.
  invariants: invariants.filter((invariant) => invariant !== honestAnswers),
  says: ['what could not be read is on its call once it can be, once, and set aside no longer'],
};

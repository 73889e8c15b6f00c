import { setAsideForAReason } from '../judge/invariants/dead-letters.ts';
import { decisionsChain } from '../judge/invariants/decisions-chain.ts';
import { eventsHaveOneContent, nobodyLacksPermission } from '../judge/invariants/events-tell-calls.ts';
import { honestAnswers } from '../judge/invariants/honest-answers.ts';
import { loadsAreOwnedLeads } from '../judge/invariants/loads-are-owned-leads.ts';
import type { Scenario } from '../judge/scenario.ts';
import { closedDayWorkload } from './closed-days/closed-day-workload.ts';
import { playClosedDay } from './closed-days/play.ts';
import { says } from './closed-days/verdict.ts';

/** A day closes, and then more becomes known of it: it is restated, and readers never see a half. */
export const closedDays: Scenario = {
  name: 'closed-days',
  workload: closedDayWorkload,
  play: playClosedDay,
  everyMinutes: { rollup: 10, sweep: 90, 'assign-on-time': 90, 'export-on-time': 90 },
  anyOrder: true,
  invariants: [honestAnswers, decisionsChain, loadsAreOwnedLeads, eventsHaveOneContent, nobodyLacksPermission, setAsideForAReason],
  says,
};

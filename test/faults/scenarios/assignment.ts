import { setAsideForAReason, setAsideIsUndone } from '../judge/invariants/dead-letters.ts';
import { decisionsAreTold } from '../judge/invariants/decisions-are-told.ts';
import { eventsHaveOneContent, nobodyLacksPermission } from '../judge/invariants/events-tell-calls.ts';
import { followUpsAreTheirLeads } from '../judge/invariants/follow-ups.ts';
import { historyIsWhole } from '../judge/invariants/history-is-whole.ts';
import { leadsKnowTheirCalls } from '../judge/invariants/lead-reach.ts';
import { oneDecision } from '../judge/invariants/one-decision.ts';
import type { Scenario } from '../judge/scenario.ts';
import type { Trial } from '../judge/trial.ts';
import { assigningOf } from './assignment/assigning.ts';
import { wrongDailyRuns } from './assignment/daily-run.ts';
import { managers } from './assignment/managers.ts';
import { forgottenLeads, wrongLoads } from './assignment/waiting-leads.ts';
import { wrongMoves } from './assignment/wrong-moves.ts';

const says = {
  moves:
    'no lead goes back to its last owners, is given on too often without a person, to anybody out of scope, outside of its hours, or once it was spoken to',
  loads: 'no agent is ever beyond the cap, and loads are the open leads that agents own',
  waiting: 'a lead that has to wait is taken up when its time comes and somebody can take it',
  daily: 'the daily run is made once a local day',
} as const;

/** Leads go from agent to agent by policy: after calls, by runs, and by people, while others are full or away. */
export const assignment: Scenario = {
  name: 'assignment',
  workload: (seed, startMs) => assigningOf(seed, startMs).work,
  everyMinutes: { 'assign-on-time': 2, sweep: 60, rollup: 60, 'export-on-time': 60 },
  async play(scene) {
    const { simulation, seed } = scene;
    const assigning = assigningOf(seed, simulation.now());
    const seen = await managers(scene, assigning);
    return (trial: Trial) => [
      ...trial.stored.leads.flatMap((lead) => wrongMoves(lead, trial)).map((what) => `${says.moves}: ${what}`),
      ...wrongLoads(trial, seen).map((what) => `${says.loads}: ${what}`),
      ...forgottenLeads(trial, seen, simulation.now()).map((what) => `${says.waiting}: ${what}`),
      ...wrongDailyRuns(trial, seen, assigning).map((what) => `${says.daily}: ${what}`),
    ];
  },
  invariants: [
    oneDecision,
    decisionsAreTold,
    leadsKnowTheirCalls,
    historyIsWhole,
    followUpsAreTheirLeads,
    eventsHaveOneContent,
    setAsideIsUndone,
    setAsideForAReason,
    nobodyLacksPermission,
  ],
  says: Object.values(says),
};

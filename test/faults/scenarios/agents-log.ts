import { setAsideForAReason, setAsideIsUndone } from '../judge/invariants/dead-letters.ts';
import { decisionsAreTold } from '../judge/invariants/decisions-are-told.ts';
import { decisionsChain } from '../judge/invariants/decisions-chain.ts';
import { eventsHaveOneContent, eventsTellCalls, nobodyLacksPermission } from '../judge/invariants/events-tell-calls.ts';
import { followUpsAreTheirLeads } from '../judge/invariants/follow-ups.ts';
import { historyIsWhole } from '../judge/invariants/history-is-whole.ts';
import { honestAnswers } from '../judge/invariants/honest-answers.ts';
import { leadsKnowTheirCalls } from '../judge/invariants/lead-reach.ts';
import { loadsAreOwnedLeads } from '../judge/invariants/loads-are-owned-leads.ts';
import { reportsAreRight } from '../judge/invariants/reports-are-right.ts';
import type { Scenario } from '../judge/scenario.ts';
import { loggingOf } from './agents-log/logged-calls.ts';
import { peopleLog } from './agents-log/people.ts';
import { wrongLogs } from './agents-log/wrong-logs.ts';

/** Agents log calls, dispose of them and correct them before, while and after diallers tell of the same ones. */
export const agentsLog: Scenario = {
  name: 'agents-log',
  workload: (seed, startMs) => loggingOf(seed, startMs).work,
  async play(scene) {
    const people = await peopleLog(scene, loggingOf(scene.seed, scene.simulation.now()));
    return (trial) => wrongLogs(people, trial);
  },
  everyMinutes: { sweep: 60, 'assign-on-time': 60, 'export-on-time': 60 },
  // Reports have to agree with the calls as they are kept: which those have to be, its own verdict says.
  comesTo: ({ stored }) => stored.calls.map(({ told }) => ({ said: [], expected: told })),
  invariants: [
    honestAnswers,
    decisionsChain,
    decisionsAreTold,
    loadsAreOwnedLeads,
    leadsKnowTheirCalls,
    historyIsWhole,
    followUpsAreTheirLeads,
    reportsAreRight,
    eventsHaveOneContent,
    eventsTellCalls,
    setAsideIsUndone,
    setAsideForAReason,
    nobodyLacksPermission,
  ],
  says: [
    'what was acknowledged, of people and diallers, is on exactly one call; a log and what a dialler tells of its call are one',
    'of a log and what its dialler tells, at the same moment or not, one decision is made',
    'where nobody can tell which calls are one, none has two logs, and all say so',
    'whoever is told that a next contact is kept finds it on the lead at that moment',
    'the newest word of a person is in force, talk is as the dialler says, and the lead is to be called when that word says',
  ],
};

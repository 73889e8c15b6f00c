import { setAsideForAReason } from '../judge/invariants/dead-letters.ts';
import { decisionsAreTold } from '../judge/invariants/decisions-are-told.ts';
import { eventsHaveOneContent, nobodyLacksPermission } from '../judge/invariants/events-tell-calls.ts';
import { followUpsAreTheirLeads } from '../judge/invariants/follow-ups.ts';
import { historyIsWhole } from '../judge/invariants/history-is-whole.ts';
import type { Scenario } from '../judge/scenario.ts';
import type { Trial } from '../judge/trial.ts';
import { type Asked, agents } from './follow-ups/agents.ts';
import { scheduling } from './follow-ups/scheduling.ts';
import { toldLate, wronglyTold } from './follow-ups/told.ts';

const says = {
  told: 'a follow-up is told to be scheduled, due once for each of its times, and resolved as it is',
  late: 'a reminder comes within two minutes where nothing holds up who sends it',
  asked: 'a request schedules one follow-up, however often it came, and what a person was told has ended has ended so',
  status: 'a lead with an open follow-up is Followups',
} as const;

/** Next contacts are agreed on, fall due and come to their ends, while people and diallers write the same leads. */
export const followUps: Scenario = {
  name: 'follow-ups',
  workload: scheduling,
  everyMinutes: { 'assign-on-time': 60, rollup: 60, 'export-on-time': 60 },
  async play(scene) {
    const { simulation } = scene;
    const asked = await agents(scene);
    const playedUntilMs = simulation.now();
    return (trial: Trial) => {
      const { followUps: all } = trial.stored;
      // What a stream sets aside are batches by number: nothing in them says of which follow-ups.
      const isTold = trial.deadLettersOf('publish').length === 0;
      const isHeld = simulation.injected.some((fault) => /@(?:sweep|schedule)/.test(fault));
      return [
        ...(isTold ? all.flatMap((one) => wronglyTold(one, trial, playedUntilMs)) : []).map((what) => `${says.told}: ${what}`),
        ...(isTold && !isHeld ? all.flatMap((one) => toldLate(one, trial)) : []).map((what) => `${says.late}: ${what}`),
        ...wronglyKept(asked, trial).map((what) => `${says.asked}: ${what}`),
        ...trial.stored.leads.flatMap(({ id, status, followUp }) =>
          followUp && status !== 'followups' ? [`${says.status}: lead ${id} is ${status}`] : [],
        ),
      ];
    };
  },
  invariants: [decisionsAreTold, historyIsWhole, followUpsAreTheirLeads, eventsHaveOneContent, nobodyLacksPermission, setAsideForAReason],
  says: Object.values(says),
};

function wronglyKept({ requests, scheduledIds, ended }: Asked, { stored: { followUps: all } }: Trial): string[] {
  const known = new Map(all.map((one) => [one.id, one]));
  const byPeople = all.filter(({ callId }) => callId === null).length;
  return [
    ...(byPeople <= requests ? [] : [`${requests} requests made ${byPeople} follow-ups`]),
    ...[...scheduledIds].flatMap((id) => (known.has(id) ? [] : [`follow-up ${id} was answered and is not there`])),
    ...[...ended].flatMap(([id, how]) => {
      const is = known.get(id)?.end?.resolution;
      return is === how ? [] : [`follow-up ${id} was answered to be ${how}, and is ${is ?? 'open'}`];
    }),
  ];
}

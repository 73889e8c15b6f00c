import { setAsideForAReason, setAsideIsUndone } from '../judge/invariants/dead-letters.ts';
import { decisionsAreTold } from '../judge/invariants/decisions-are-told.ts';
import { decisionsChain } from '../judge/invariants/decisions-chain.ts';
import { eventsHaveOneContent, eventsTellCalls, nobodyLacksPermission } from '../judge/invariants/events-tell-calls.ts';
import { historyIsWhole } from '../judge/invariants/history-is-whole.ts';
import { honestAnswers } from '../judge/invariants/honest-answers.ts';
import { leadsKnowTheirCalls } from '../judge/invariants/lead-reach.ts';
import { loadsAreOwnedLeads } from '../judge/invariants/loads-are-owned-leads.ts';
import { reportsAreRight } from '../judge/invariants/reports-are-right.ts';
import type { Scenario } from '../judge/scenario.ts';
import type { Workload } from '../judge/workload.ts';
import { type OverBus, tellOverBus } from './any-dialler/over-bus.ts';
import { type ToldCall, tellingOf } from './any-dialler/told-calls.ts';
import { toldInOrder } from './any-dialler/told-in-order.ts';
import { type Account, wrongTellings } from './any-dialler/wrong-tellings.ts';

/** Each dialler tells of calls in its own words, way and order, with retries, duplicates and forgeries. */
export const anyDialler: Scenario = {
  name: 'any-dialler',
  workload: (seed, startMs) => tellingOf(seed, startMs).work,
  async play({ simulation, seed }) {
    const { work, overBus, calls } = tellingOf(seed, simulation.now());
    const at = new Date(simulation.now()).toISOString();
    const onBus = await tellOverBus(simulation, overBus);
    const accounts = await Promise.all(calls.map((told) => accountOf(told, { work, onBus, at })));
    return async (trial) => (await Promise.all(accounts.map((account) => wrongTellings(account, trial)))).flat();
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
    reportsAreRight,
    eventsHaveOneContent,
    eventsTellCalls,
    setAsideIsUndone,
    setAsideForAReason,
    nobodyLacksPermission,
  ],
  says: [
    'what each dialler was told is taken is on one call, nothing forged is on any, and the call is as if it had been told once, in order',
  ],
};

type Around = { work: Workload; onBus: readonly OverBus[]; at: string };

async function accountOf(told: ToldCall, { work, onBus, at }: Around): Promise<Account> {
  const inOrder: Account['inOrder'] = (heard) => toldInOrder(heard, told.connection, work);
  const said = told.messages.map(async ({ id, request }) => {
    const heard = { request: request(Date.parse(at)), at };
    const facts = (await inOrder([heard])).flatMap((call) => call.facts);
    return { id, request: heard.request, facts: facts.map((fact) => fact.id) };
  });
  const overBus = onBus.filter(({ message }) => told.messages.includes(message));
  return { told, overBus, inOrder, said: await Promise.all(said) };
}

import { type Heap, heapOf } from './heap.ts';
import type { Instant } from './instant.ts';
import { isInScope } from './is-in-scope.ts';
import type { Lead } from './lead.ts';
import { loadedAgent } from './lead-load.ts';
import type { AgentLoad, ReasonCode } from './reassignment.ts';
import { compare } from './said.ts';
import { capsText, type Standing, skippedText } from './skipped-text.ts';
import type { Agent, AssignmentPolicy } from './workspace.ts';

export type Candidates = { agents: readonly Agent[]; loads: readonly AgentLoad[] };

type NobodyReason = Extract<ReasonCode, 'nobody-in-scope' | 'nobody-working' | 'all-previous-owners' | 'all-at-cap'>;

/** Who gets a lead and how many they have until then, or why nobody does. `detail` is for people. */
export type Choice =
  | { kind: 'found'; agent: Agent; load: number; detail: string }
  | { kind: 'nobody'; reason: NobodyReason; detail: string };

/** Who may not get a lead: its last owners, the present one included. */
export type Excluding = { previous: readonly string[]; owner: string | null };

type Owned = Pick<Lead, 'status' | 'owner'>;

export type AgentQueue = {
  choose(excluding: Excluding): Choice;
  /** A lead that was so is now so: the agents whose load that changes have one more or one less. */
  moved(lead: { before: Owned; after: Owned; at: Instant }): void;
};

/** An agent's place in a heap, as of a turn; it is stale once the agent has had another since. */
type Entry = { standing: Standing; turn: number; key: number; givenAt: Instant | '' };

/**
 * Agents in the order in which leads are due to them: weighted fairness. Free is who works, is in scope and below the cap; of the leads that
 * the free agents have, each one's share is as large as the weight. A lead is due to those who had less than their share of it and all before;
 * of those it goes to who reaches the next whole lead of the share first, then to who was given one longest ago.
 * Loads that begin even stay within one of the weighted shares, whatever the weights. Each question and change costs about the logarithm of
 * the number of agents.
 * Source: proportionate fairness on one processor (Baruah, Cohen, Plaxton and Varvel, Algorithmica 15, 1996).
 */
export function agentQueue({ agents, loads }: Candidates, { scope }: Pick<AssignmentPolicy, 'scope'>): AgentQueue {
  const inScope = agents.filter((agent) => isInScope(agent, scope));
  const standings = standingsOf(inScope, loads);
  const full = new Map<string, Standing>();
  /** By when the next lead is due to them; and those who are ahead of their share, by when they no longer are. */
  const [due, ahead] = [heapOf(isBefore), heapOf(isBefore)];
  let [leads, weights] = [0, 0];

  function enter(standing: Standing): void {
    const { agent, load } = standing;
    if (agent.leadCap !== null && load >= agent.leadCap) full.set(agent.id, standing);
    else {
      leads += load;
      weights += agent.weight;
      ahead.push(entryOf(standing, load));
    }
  }

  function change(agentId: string, by: 1 | -1, givenAt: Instant | null): void {
    const standing = standings.get(agentId);
    if (!standing) return;
    if (!full.delete(agentId)) {
      leads -= standing.load;
      weights -= standing.agent.weight;
    }
    standing.turn += 1;
    standing.load += by;
    standing.lastGivenAt = givenAt ?? standing.lastGivenAt;
    enter(standing);
  }

  function fairest({ previous, owner }: Excluding): Standing | undefined {
    const isIn = ({ agent }: Standing) => !previous.includes(agent.id);
    const leaving = owner !== null && standings.has(owner) && !full.has(owner) ? 1 : 0;
    // The load for one unit of weight, once the lead is given.
    const share = (leads - leaving + 1) / weights;
    for (let first = ahead.peek(); first && first.key < share; first = ahead.peek()) {
      ahead.pop();
      if (!isStale(first)) due.push(entryOf(first.standing, first.standing.load + 1));
    }
    return (
      firstIn(due, isIn, (standing) => {
        const isAhead = standing.load / standing.agent.weight >= share;
        if (isAhead) ahead.push(entryOf(standing, standing.load));
        return !isAhead;
      }) ?? firstIn(ahead, isIn)
    );
  }

  for (const standing of standings.values()) enter(standing);
  return {
    choose: (excluding) => {
      const working = standings.size;
      if (inScope.length === 0) return nobody('nobody-in-scope', `none of ${agents.length} agents is in the policy's scope`);
      if (working === 0) return nobody('nobody-working', `none of the ${inScope.length} agents in scope is working`);
      const out = [...new Set(excluding.previous)].flatMap((id) => standings.get(id) ?? []);
      if (out.length === working) return nobody('all-previous-owners', `each of the ${working} working agents had the lead before`);
      const found = fairest(excluding);
      if (!found) return nobody('all-at-cap', `agents at cap: ${capsText(full, excluding.previous)}`);
      const { agent, load } = found;
      const detail = `${skippedText(full, out, excluding)}given to ${agent.name}: load ${load} of weight ${agent.weight}`;
      return { kind: 'found', agent, load, detail };
    },
    moved: ({ before, after, at }) => {
      const [was, is] = [loadedAgent(before), loadedAgent(after)];
      if (was === is) return;
      if (was !== null) change(was, -1, null);
      if (is !== null) change(is, 1, at);
    },
  };
}

function standingsOf(inScope: readonly Agent[], loads: readonly AgentLoad[]): Map<string, Standing> {
  const loadOf = new Map(loads.map((load) => [load.agentId, load]));
  return new Map(
    inScope
      .filter(({ working }) => working)
      .map((agent) => {
        const { load = 0, lastGivenAt = null } = loadOf.get(agent.id) ?? {};
        return [agent.id, { agent, load, lastGivenAt, turn: 0 }];
      }),
  );
}

/** The first that is no earlier turn's and holds; those that are passed over on the way stay, but for what `stays` takes away. */
function firstIn(heap: Heap<Entry>, holds: (standing: Standing) => boolean, stays = (_: Standing) => true): Standing | undefined {
  const passed: Entry[] = [];
  let found: Standing | undefined;
  while (!found && heap.peek()) {
    const entry = heap.pop() as Entry; // it was just looked at
    if (isStale(entry) || !stays(entry.standing)) continue;
    passed.push(entry);
    if (holds(entry.standing)) found = entry.standing;
  }
  for (const entry of passed) heap.push(entry);
  return found;
}

function entryOf(standing: Standing, leads: number): Entry {
  return { standing, turn: standing.turn, key: leads / standing.agent.weight, givenAt: standing.lastGivenAt ?? '' };
}

function isStale({ standing, turn }: Entry): boolean {
  return standing.turn !== turn;
}

function isBefore(a: Entry, b: Entry): boolean {
  return (a.key - b.key || compare(a.givenAt, b.givenAt) || compare(a.standing.agent.id, b.standing.agent.id)) < 0;
}

function nobody(reason: NobodyReason, detail: string): Choice {
  return { kind: 'nobody', reason, detail };
}

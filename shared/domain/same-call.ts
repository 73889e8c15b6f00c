import type { RecordedCall } from './call.ts';
import { callFrom } from './call-from.ts';
import { earliest, secondsBetween } from './instant.ts';

/** An agent's log and what a dialler tells are of one call when both begin within this time. */
export const sameCallSeconds = 10 * 60;

/** What else may be the same call: nothing, exactly one that may be no other either, or nobody can tell. */
export type Twins = { kind: 'none' } | { kind: 'one'; twin: RecordedCall } | { kind: 'several'; calls: readonly RecordedCall[] };

/** Looks for the other half of a call (an agent's log alone, or a dialler's call that nobody logged) among calls, itself or not. */
export function twinsOf(call: RecordedCall, among: readonly RecordedCall[]): Twins {
  const others = [...new Map(among.map((other) => [other.id, other])).values()].filter(({ id }) => id !== call.id);
  const mine = others.filter((other) => mayBeOne(call, other));
  const [twin] = mine;
  if (!twin) return { kind: 'none' };
  const rivals = others.filter((other) => mayBeOne(twin, other));
  return mine.length === 1 && rivals.length === 0 ? { kind: 'one', twin } : { kind: 'several', calls: [...new Set([...mine, ...rivals])] };
}

/** A log alone and a dialler's call that nobody logged, of the same lead and agent, begun at about the same time. */
function mayBeOne(a: RecordedCall, b: RecordedCall): boolean {
  if (!((isLogAlone(a) && isUnlogged(b)) || (isUnlogged(a) && isLogAlone(b)))) return false;
  return (
    a.call.leadId !== null &&
    a.call.leadId === b.call.leadId &&
    a.call.agent !== null &&
    a.call.agent.id === b.call.agent?.id &&
    Math.abs(secondsBetween(a.call.startedAt, b.call.startedAt)) <= sameCallSeconds
  );
}

/** Whether the other half of the call may still be missing. */
export function mayHaveTwin(call: RecordedCall): boolean {
  return call.call.leadId !== null && call.call.agent !== null && (isLogAlone(call) || isUnlogged(call));
}

function isLogAlone({ connection }: RecordedCall): boolean {
  return connection === null;
}

function isUnlogged({ connection, facts }: RecordedCall): boolean {
  return connection !== null && !facts.some(({ source }) => source === 'agent');
}

/**
 * One call of the two halves. It stays the log's, by whose id people know it already, under the name that the dialler gives it;
 * frozen is what was so when either was first heard of.
 */
export function mergedCall(a: RecordedCall, b: RecordedCall): RecordedCall {
  const [log, told] = isLogAlone(a) ? [a, b] : [b, a];
  const facts = [...log.facts, ...told.facts];
  const { frame } = firstHeard(told) < firstHeard(log) ? told : log;
  const campaign = told.frame.connectionCampaign;
  const { possibleDuplicate: _, ...frozen } = { ...frame, ...(campaign !== undefined && { connectionCampaign: campaign }) };
  const { connection, externalId } = told;
  return { ...log, connection, externalId, version: log.version + 1, frame: frozen, facts, call: callFrom(facts, frozen) };
}

function firstHeard({ facts }: RecordedCall): string {
  return earliest(facts.map(({ receivedAt }) => receivedAt)) ?? '';
}

/** The same call, saying that another may be it. */
export function asPossibleDuplicate(call: RecordedCall): RecordedCall {
  const frame = { ...call.frame, possibleDuplicate: true };
  return { ...call, frame, call: callFrom(call.facts, frame) };
}

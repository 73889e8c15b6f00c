import type { Fact } from '../../../../shared/domain/fact.ts';
import { factsKeptOnce } from '../../judge/invariants/facts-kept-once.ts';
import type { StoredCall } from '../../judge/stored-state.ts';
import type { KnownCall, Trial } from '../../judge/trial.ts';
import { leaseMs } from './lost-calls.ts';

/** A webhook that came before the sweep may be stored after it, as late as functions and their retries go on. */
const raceMs = 5 * 60_000;

/** What was sent, and for what has no ending of its own: that of a conversation where it was answered, else of one that nobody picked up. */
export function sweptCalls({ stored }: Trial, told: readonly KnownCall[]): KnownCall[] {
  return told.map((call) => {
    const kept = stored.calls.find(({ recorded }) => recorded.id === call.expected.id);
    const [sweep] = sweepsOf(kept);
    if (!kept || !sweep) return call;
    const isAnswered = kept.recorded.facts.some(isAnswer);
    // An answer may be told of as the call is swept, or after: by then the lead may have been given on.
    const said = sweep.signal === 'called' ? call.said : [...call.said, { word: 'no-answer', at: sweep.occurredAt }];
    if (call.expected.ended) return { ...call, said };
    const { direction } = call.expected;
    const status = isAnswered ? 'Called' : direction === 'inbound' ? 'Missed' : 'No Answer';
    // Until then somebody waited, unless an answer was told of.
    const waits = call.expected.waitSeconds === undefined && direction === 'inbound';
    const waitSeconds = Math.round((Date.parse(sweep.occurredAt) - Date.parse(call.expected.startedAt)) / 1000);
    const expected = { ...call.expected, ended: true, endedAt: sweep.occurredAt, status, ...(waits && { waitSeconds }) } as const;
    return { ...call, said, expected };
  });
}

/** What the sweep itself did wrong; what diallers said has to be there beside it. */
export function wrongSweeps(trial: Trial): string[] {
  const diallers = trial.stored.calls.map((call) => ({
    ...call,
    recorded: { ...call.recorded, facts: call.recorded.facts.filter(({ source }) => source !== 'sweep') },
  }));
  const alone = { ...trial, stored: { ...trial.stored, calls: diallers } };
  return [
    ...factsKeptOnce.violations(alone, []).map((violation) => `${factsKeptOnce.says}: ${violation}`),
    ...trial.stored.calls.flatMap(wrongSweep),
  ];
}

function wrongSweep(kept: StoredCall): string[] {
  const { id, call, facts } = kept.recorded;
  const sweeps = sweepsOf(kept);
  if (!call.ended) return [`call ${id} is still in progress`];
  if (sweeps.length > 1) return [`call ${id} was ended ${sweeps.length} times without an ending`];
  return sweeps.flatMap(({ receivedAt, reason, signal }) => {
    const sweptMs = Date.parse(receivedAt);
    const heard = facts.filter(({ source }) => source === 'dialler').map((fact) => Date.parse(fact.receivedAt));
    const wasAnswered = facts.some((fact) => isAnswer(fact) && Date.parse(fact.receivedAt) < sweptMs - raceMs);
    const early = heard.filter((ms) => ms < sweptMs - raceMs && ms > sweptMs - leaseMs);
    return [
      ...(early.length > 0 ? [`call ${id} was ended at ${receivedAt}, less than two hours after something was heard of it`] : []),
      ...(wasAnswered && signal !== 'called' ? [`call ${id} was answered, and ended as if it was not`] : []),
      ...(reason === 'no-terminal-event' ? [] : [`call ${id} was ended for the reason ${reason}`]),
    ];
  });
}

function sweepsOf(kept: StoredCall | undefined): Fact[] {
  return kept?.recorded.facts.filter(({ source }) => source === 'sweep') ?? [];
}

function isAnswer({ word }: Fact): boolean {
  return word === 'answered' || word === 'in-progress';
}

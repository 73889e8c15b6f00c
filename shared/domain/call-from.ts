import { dayOf } from './business-day.ts';
import type { Call, Flag, Frame } from './call.ts';
import type { Fact } from './fact.ts';
import { earliest, type Instant, latest, secondsBetween } from './instant.ts';
import { isTerminal, outcomeOf } from './outcome-of.ts';
import { compare, firstSaid, inOrder, lastSaid } from './said.ts';
import type { Status } from './status.ts';
import { talkSecondsOf } from './talk-seconds-of.ts';

/**
 * The call that these facts tell of: a pure fold over the set, so that duplicates and order cannot matter.
 * Telephony's outcome and the agent's disposition are kept apart; the shown status is the disposition, else the outcome.
 * @throws Error for no facts at all: a call is made by its first fact.
 */
export function callFrom(said: readonly Fact[], frame: Frame): Call {
  const facts = inOrder([...new Map(said.map((fact) => [fact.id, fact])).values()]);
  if (facts.length === 0) throw new Error('Cannot make a call from no facts: at least one is needed');

  // What a person logged stands in for telephony as long as that says nothing of it.
  const telephony = facts.filter(isTelephony);
  const heard = telephony.length > 0 ? telephony : facts;
  const disposed = lastDisposed(facts);
  const endings = endingsOf(telephony, standInOf(disposed, lostEndingIn(facts)));
  const direction = firstSaid(heard, (fact) => fact.direction) ?? firstSaid(facts, (fact) => fact.direction) ?? null;
  const machine = !frame.machineIsConversation && wasMachine(facts);
  const times = timesOf(heard);
  const talkSeconds = machine ? 0 : talkSecondsOf(facts, times);
  const { outcome, reason } = outcomeOf(endings, { talkSeconds, direction, machine });
  const disposition = disposed?.disposition ?? null;
  const ended = outcome !== 'In-progress' || (disposition !== null && disposition !== 'In-progress');
  const status = disposition !== null && (disposition !== 'In-progress' || !ended) ? disposition : outcome;
  const answeredAt = times.answeredAt ?? null;
  const endedAt = ended ? endOf(facts, times) : null;
  const followUpAt = lastSaid(facts, (fact) => fact.followUpAt) ?? null;

  return {
    status,
    outcome,
    disposition,
    reason,
    ended,
    direction,
    connected: talkSeconds > 0,
    talkSeconds,
    ringSeconds: ringSecondsOf(facts, { startedAt: times.startedAt, answeredAt, endedAt, talkSeconds }),
    startedAt: times.startedAt,
    answeredAt,
    endedAt,
    heardAt: latest(facts.map((fact) => fact.receivedAt)) ?? times.startedAt,
    day: dayOf(times.startedAt, frame.timezone),
    leadId: frame.leadId ?? null,
    leadPhone: firstSaid(facts, (fact) => fact.leadPhone) ?? null,
    agent: agentOf(facts),
    campaign: firstSaid(facts, (fact) => fact.campaign) ?? frame.connectionCampaign ?? frame.leadCampaign ?? null,
    tags: frame.tags,
    note: lastSaid(facts, (fact) => fact.note) ?? null,
    followUpAt,
    recordingUrl: lastSaid(facts, (fact) => fact.recordingUrl) ?? null,
    providerStatus: lastWordOf(facts) ?? null,
    flags: flagsOf({ possibleDuplicate: frame.possibleDuplicate ?? false, status, ended, talkSeconds, direction, followUpAt, facts }),
  };
}

/** A machine or a voicemail answered, and nobody who was there said how long they talked. */
function wasMachine(facts: readonly Fact[]): boolean {
  if (facts.some(({ source, talkSeconds }) => source === 'correction' && talkSeconds !== undefined)) return false;
  return facts.some(({ reason }) => reason === 'machine' || reason === 'voicemail');
}

function isTelephony({ source }: Fact): boolean {
  return source === 'dialler';
}

/** What decides how the call ended: telephony where it says so, else what stands in for that. */
function endingsOf(telephony: readonly Fact[], standIn: Fact | undefined): readonly Fact[] {
  return telephony.some(({ signal }) => isTerminal(signal)) || !standIn ? telephony : [...telephony, standIn];
}

/** What an agent says of how it went, else the ending that was lost: that the call goes on is said of until then. */
function standInOf(disposed: Fact | undefined, lost: Fact | undefined): Fact | undefined {
  return disposed?.disposition === 'In-progress' ? (lost ?? disposed) : (disposed ?? lost);
}

/** Where nobody said how it ended: by what telephony said, whenever that came. The sweep may not have heard of an answer that was told by then. */
function lostEndingIn(facts: readonly Fact[]): Fact | undefined {
  const swept = facts.find(({ source }) => source === 'sweep');
  return swept && facts.some(({ signal }) => signal === 'answered') ? { ...swept, signal: 'called' } : swept;
}

/** The newest word. That a call goes on is none once another word ended it: without a time of its own it may only have been heard later. */
function lastWordOf(facts: readonly Fact[]): string | undefined {
  const isOver = facts.some(({ signal, word }) => isTerminal(signal) && word !== undefined);
  const said = isOver ? facts.filter(({ signal }) => signal !== 'progress' && signal !== 'answered') : facts;
  return lastSaid(said, (fact) => fact.word);
}

/** The newest disposition by its own time; that a call goes on is no word against how it went. */
function lastDisposed(facts: readonly Fact[]): Fact | undefined {
  const disposed = facts.filter((fact) => fact.disposition !== undefined);
  return disposed.findLast((fact) => fact.disposition !== 'In-progress') ?? disposed.at(-1);
}

type Times = { startedAt: Instant; answeredAt: Instant | undefined; endedAt: Instant | undefined };

/** Stated times first; where nobody stated one, when the word that means it was said. */
function timesOf(facts: readonly Fact[]): Times {
  const saidAt = (matches: (fact: Fact) => boolean) => facts.filter(matches).map((fact) => fact.occurredAt);
  return {
    startedAt: earliest(facts.map((fact) => fact.startedAt)) ?? earliest(facts.map((fact) => fact.occurredAt)) ?? '',
    answeredAt: earliest(facts.map((fact) => fact.answeredAt)) ?? earliest(saidAt((fact) => fact.signal === 'answered')),
    endedAt: latest(facts.map((fact) => fact.endedAt)) ?? latest(saidAt((fact) => isTerminal(fact.signal))),
  };
}

/** A call that telephony never ended, ended when it was disposed of, or with the last that was heard of it. */
function endOf(facts: readonly Fact[], times: Times): Instant {
  return (
    times.endedAt ??
    latest(facts.map((fact) => (fact.disposition || fact.source === 'sweep' ? fact.occurredAt : undefined))) ??
    times.startedAt
  );
}

type Ringing = { startedAt: Instant; answeredAt: Instant | null; endedAt: Instant | null; talkSeconds: number };

/** As it is said, else until it was answered, else what talk leaves of the call. */
function ringSecondsOf(facts: readonly Fact[], { startedAt, answeredAt, endedAt, talkSeconds }: Ringing): number | null {
  const stated = lastSaid(facts, (fact) => fact.ringSeconds);
  if (stated !== undefined) return stated;
  if (answeredAt !== null) return Math.max(0, secondsBetween(startedAt, answeredAt));
  return endedAt === null ? null : Math.max(0, secondsBetween(startedAt, endedAt) - talkSeconds);
}

/** The agent whom the strongest statement names: who was rung first may not be who talked. Where they worked is as it was when the call first named them. */
function agentOf(facts: readonly Fact[]): Call['agent'] {
  const named = facts.filter((fact) => fact.agent !== undefined);
  const agent =
    lastSaid(
      named.filter((fact) => isTerminal(fact.signal)),
      (fact) => fact.agent,
    ) ?? lastSaid(named, (fact) => fact.agent);
  if (!agent) return null;
  const ofAgent = named.filter((fact) => fact.agent?.id === agent.id).toSorted((a, b) => compare(a.receivedAt, b.receivedAt));
  const { branch, department } = firstSaid(ofAgent, (fact) => fact.agent) ?? agent;
  return { id: agent.id, branch: branch ?? null, department: department ?? null };
}

const unanswered: readonly Status[] = ['No Answer', 'Missed', 'Busy'];
const scheduled: readonly Status[] = ['Follow up', 'Rescheduled'];

/** Contradictions that a person may want to look at; none of them changes the call. In the order of the list. */
type Flagged = Pick<Call, 'status' | 'ended' | 'talkSeconds' | 'direction' | 'followUpAt'> & {
  facts: readonly Fact[];
  possibleDuplicate: boolean;
};

function flagsOf(call: Flagged): Flag[] {
  const raised: Record<Flag, boolean> = {
    'called-without-talk-time': call.ended && call.status === 'Called' && call.talkSeconds === 0,
    'unanswered-with-talk-time': unanswered.includes(call.status) && call.talkSeconds > 0,
    'missed-outbound': call.status === 'Missed' && call.direction === 'outbound',
    'follow-up-without-time': scheduled.includes(call.status) && call.followUpAt === null,
    'unknown-status': call.facts.some((fact) => fact.signal === 'unknown' && fact.word !== undefined && fact.disposition === undefined),
    'possible-duplicate': call.possibleDuplicate,
  };
  return (Object.keys(raised) as (keyof typeof raised)[]).filter((flag) => raised[flag]);
}

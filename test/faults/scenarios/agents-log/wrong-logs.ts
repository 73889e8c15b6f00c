import type { Fact } from '../../../../shared/domain/fact.ts';
import { callIdOf, leadIdOf } from '../../../../shared/store/ids.ts';
import { factsKeptOnce } from '../../judge/invariants/facts-kept-once.ts';
import type { StoredCall } from '../../judge/stored-state.ts';
import { genuine, isAcknowledged, type Trial } from '../../judge/trial.ts';
import { wrongDecisions } from './decisions.ts';
import type { LoggedCall } from './logged-calls.ts';
import type { LoggedBy } from './people.ts';
import { isStatusWrong, newestWord } from './word-in-force.ts';

const sameCallMs = 10 * 60_000;

/** What is kept otherwise than people and diallers were told. */
export function wrongLogs(people: readonly LoggedBy[], trial: Trial): string[] {
  return [
    ...toldOnce(trial),
    ...people.flatMap(({ refused }) => refused),
    ...people.flatMap((logged) => wordsKeptOnce(logged, trial)),
    ...people.flatMap((logged) => notYetScheduled(logged, people)),
    ...trial.stored.calls.flatMap(mergedTwice),
    ...(canPair(trial) ? [...wrongDecisions(trial), ...pairsLeft(trial), ...people.flatMap((logged) => wrongPair(logged, trial))] : []),
    ...people.flatMap((logged) => wrongWord(logged, people, trial)),
  ];
}

/** A call keeps its dialler's name, whatever its id is. */
function toldOnce(trial: Trial): string[] {
  const calls = trial.stored.calls.map(({ recorded, told }) => {
    const { workspace, connection, externalId } = recorded;
    const facts = recorded.facts.filter(({ source }) => source === 'dialler');
    return { told, recorded: { ...recorded, id: callIdOf(workspace, connection, externalId), facts } };
  });
  const violations = factsKeptOnce.violations({ ...trial, stored: { ...trial.stored, calls } }, []);
  return violations.map((violation) => `${factsKeptOnce.says}: ${violation}`);
}

function wordsKeptOnce({ log, corrections }: LoggedBy, { stored }: Trial): string[] {
  return [...(log ? [log] : []), ...corrections].flatMap(({ word }) => {
    const on = stored.calls.filter(({ recorded }) => recorded.facts.some(({ note }) => note === word.note));
    return on.length === 1 ? [] : [`"${word.note}" was acknowledged and is on ${on.length} calls`];
  });
}

/** A word and what it makes of its lead are written as one: it is so when they hear of it, and not only soon. */
function notYetScheduled({ call, log, corrections }: LoggedBy, people: readonly LoggedBy[]): string[] {
  if (people.some((other) => other.call !== call && other.call.phone === call.phone)) return [];
  return [...(log ? [log] : []), ...corrections].flatMap(({ word, once, followUpAt }) =>
    once && word.followUpAt !== undefined && followUpAt !== word.followUpAt
      ? [`when "${word.note}" was answered, its lead was to be called at ${followUpAt}, where it was to be at ${word.followUpAt}`]
      : [],
  );
}

function mergedTwice({ recorded: { id, facts } }: StoredCall): string[] {
  const logs = new Set(facts.filter(isLog).map(({ note }) => note));
  return logs.size > 1 ? [`call ${id} has ${logs.size} logs: ${[...logs].join(', ')}`] : [];
}

/** Two that are kept apart find each other by an index, when the stream tells of the later one. */
function canPair(trial: Trial): boolean {
  return trial.state.injectedByKind['lag-index'] === undefined && trial.deadLettersOf('publish').length === 0;
}

function pairsLeft({ stored }: Trial): string[] {
  const logs = stored.calls.filter(({ recorded }) => recorded.connection === null);
  const unlogged = stored.calls.filter(({ recorded }) => recorded.connection !== null && !recorded.facts.some(isLog));
  return logs.flatMap((log) =>
    unlogged
      .filter((other) => mayBeOne(log, other) && !(isFlagged(log) && isFlagged(other)))
      .map((other) => `${log.told.id} and ${other.told.id} may be one call, and not both say so`),
  );
}

function mayBeOne({ told: a }: StoredCall, { told: b }: StoredCall): boolean {
  return a.leadId === b.leadId && a.agent === b.agent && Math.abs(Date.parse(a.startedAt) - Date.parse(b.startedAt)) <= sameCallMs;
}

function isFlagged({ recorded }: StoredCall): boolean {
  return recorded.call.flags.includes('possible-duplicate');
}

function wrongPair({ call, log }: LoggedBy, trial: Trial): string[] {
  const told = toldOf(call, trial);
  const logged = log && trial.stored.calls.find(({ recorded }) => recorded.facts.some(({ note }) => note === log.word.note));
  if (!call.alone || !told || !logged) return [];
  return told.told.id === logged.told.id
    ? []
    : [`"${log.word.note}" is on ${logged.told.id}, and what was told of the same call on ${told.told.id}`];
}

function toldOf({ told }: LoggedCall, { stored }: Trial): StoredCall | undefined {
  return stored.calls.find(({ recorded }) => told && recorded.connection === told.connection.id && recorded.externalId === told.externalId);
}

/** Talk is the dialler's, the disposition is the newest that anybody was told is kept, and the lead knows when to call next. */
function wrongWord(logged: LoggedBy, people: readonly LoggedBy[], trial: Trial): string[] {
  const { call, log, corrections, isSure } = logged;
  if (!call.alone || !isSure || [...(log ? [log] : []), ...corrections].some(({ once }) => !once)) return [];
  const newest = newestWord(logged);
  const kept = trial.stored.calls.find(({ recorded }) => recorded.facts.some(({ note }) => note === newest?.word.note));
  if (!newest || !kept) return [];
  const says = genuine(trial.sent).filter(({ message }) => message.call === call.told);
  const talks = says.filter((one) => isAcknowledged(one) && kept.recorded.connection !== null).map(({ message }) => message.said);
  const wasTold = talks.find(({ word }) => word === 'completed');
  return [
    ...(isStatusWrong(newest, kept, talks)
      ? [`call ${kept.told.id} is ${kept.told.status}, where "${newest.word.note}" said ${newest.word.status}`]
      : []),
    ...(wasTold && kept.told.talkSeconds !== wasTold.talkSeconds
      ? [`call ${kept.told.id} has ${kept.told.talkSeconds} s of talk, where its dialler said ${wasTold.talkSeconds}`]
      : []),
    ...wrongFollowUp(logged, { kept, newest, isOnly: people.filter((other) => other.call.phone === call.phone).length === 1 }, trial),
  ];
}

type InForce = { kept: StoredCall; newest: NonNullable<ReturnType<typeof newestWord>>; isOnly: boolean };

function wrongFollowUp({ call }: LoggedBy, { kept, newest, isOnly }: InForce, { workload, stored }: Trial): string[] {
  // Where two halves could not find each other, each has its own word on the lead.
  const isWhole = !call.told || kept.recorded.connection !== null;
  if (!isOnly || !isWhole) return [];
  const lead = stored.leads.find(({ id }) => id === leadIdOf(workload.directory.workspace, call.phone));
  const [is, should] = [lead?.followUp?.at, newest.word.followUpAt];
  return is === should
    ? []
    : [`after "${newest.word.note}" on ${kept.told.id}, ${lead?.id} is to be called at ${is}, where it is ${should}`];
}

function isLog({ source }: Fact): boolean {
  return source === 'agent';
}

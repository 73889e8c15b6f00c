import type { Statement } from '../../../shared/domain/fact.ts';
import { type Instant, plusSeconds } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import { answeredAt } from './answered-at.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { durationExpected, durationOf } from './duration-of.ts';
import type { FieldPlan } from './field-plan.ts';
import { instantIn } from './instant-in.ts';
import { mappedWord } from './mapped-word.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import type { Lookup } from './message-lookup.ts';
import { onlySaid } from './only-said.ts';
import { remarkOf } from './remark-of.ts';

type Read = { statement: Statement; problems: readonly string[] };

/** What a message says of its call by the plan; or that the dictionary tells to ignore it. */
export function fieldsStatement(lookup: Lookup, plan: FieldPlan, settings: DiallerSettings): Read | 'ignore' {
  const direction = directionIn(new MessageFields(mappedLookup(lookup, plan.paths), settings), plan, settings);
  const paths = direction.said === 'inbound' ? { ...plan.paths, ...plan.inbound } : plan.paths;
  const fields = new MessageFields(mappedLookup(lookup, paths), settings);
  const word = fields.text('status');
  if (word !== undefined && ourWord(word, plan, settings) === 'ignore') return 'ignore';

  const statement = statementIn(fields, { word, direction: direction.said, plan, settings });
  if (statement.externalId === '' && !fields.problems.some((problem) => problem.startsWith('callId'))) {
    fields.problems.push(`callId is missing: the fieldMap looks for it at "${paths.callId ?? ''}"`);
  }
  return { statement, problems: [...direction.problems, ...fields.problems] };
}

type Told = { word: string | undefined; direction: Direction | undefined; plan: FieldPlan; settings: DiallerSettings };

function statementIn(fields: MessageFields, { word, direction, plan, settings }: Told): Statement {
  const remark = remarkOf({ chosen: fields.text('disposition'), comment: fields.note('note') }, settings);
  const times = timesIn(fields, plan);
  const stated = fields.read('duration', (text) => durationOf(text, plan.durationUnit), durationExpected(plan.durationUnit));
  const meaning = meaningIn(word, { direction, plan, settings, over: times.endedAt !== undefined || stated !== undefined });
  const over = isTerminal(meaning.signal);
  const talkSeconds = over ? stated : undefined;
  const occurredAt = momentOf(meaning, times);
  const startedAt = times.startedAt ?? (occurredAt && talkSeconds !== undefined ? plusSeconds(occurredAt, -talkSeconds) : undefined);
  const [id, email, phone] = ['agentId', 'agentEmail', 'agentPhone'].map((name) => fields.text(name));

  return onlySaid({
    externalId: fields.id('callId') ?? '',
    word,
    ...meaning,
    disposition: remark.disposition ?? meaning.disposition,
    direction,
    leadPhone: fields.phone('leadPhone'),
    agent: agentReference({ id, email, phone }, settings.region),
    occurredAt,
    startedAt,
    answeredAt: times.answeredAt ?? answeredAt({ startedAt, endedAt: times.endedAt, talkSeconds }),
    endedAt: over ? times.endedAt : undefined,
    talkSeconds,
    note: remark.note,
    campaign: fields.text('campaign'),
    recordingUrl: fields.url('recordingUrl'),
  });
}

/** The first alternative of a field's path that says something. */
function mappedLookup(lookup: Lookup, paths: Readonly<Record<string, string>>): Lookup {
  return (name) =>
    (Object.hasOwn(paths, name) ? (paths[name] ?? '') : '')
      .split('|')
      .map((path) => lookup(path.trim()))
      .find((value) => value !== undefined && value !== null && value !== '');
}

function directionIn(fields: MessageFields, { directions }: FieldPlan, { statusMap }: DiallerSettings) {
  const text = fields.text('direction');
  const word = text === undefined ? '' : (mappedWord(text, statusMap) ?? mappedWord(text, directions) ?? text);
  const said = directionOf(word);
  const problem = 'direction is neither inbound nor outbound: say which one its word stands for in the statusMap of the connection';
  return { said, problems: [...fields.problems, ...(said === undefined && word !== '' ? [problem] : [])] };
}

function ourWord(word: string, { words }: FieldPlan, { statusMap }: DiallerSettings): string | undefined {
  return mappedWord(word, statusMap) ?? mappedWord(word, words);
}

/** Without a word, a message that says how long a call was, or when it ended, says that it is over; so does one with a disposition. */
function meaningIn(word: string | undefined, { direction, plan, settings, over }: Omit<Told, 'word'> & { over: boolean }): Meaning {
  const meaning: Meaning = word === undefined ? { signal: 'unknown' } : meaningOf(word, { ...settings, direction, words: plan.words });
  const saysNothing = word === undefined || meaning.disposition !== undefined;
  return over && saysNothing ? { ...meaning, signal: 'completed' } : meaning;
}

type Times = Record<'startedAt' | 'answeredAt' | 'endedAt' | 'occurredAt', Instant | undefined>;

function timesIn(fields: MessageFields, { timeFormat }: FieldPlan): Times {
  const [startedAt, answered, endedAt, occurredAt] = ['startedAt', 'answeredAt', 'endedAt', 'occurredAt'].map((name) =>
    instantIn(fields, name, timeFormat),
  );
  return { startedAt, answeredAt: answered, endedAt, occurredAt };
}

/** Which time is the moment that the message speaks of. */
function momentOf({ signal, disposition }: Meaning, { startedAt, answeredAt: answered, endedAt, occurredAt }: Times): Instant | undefined {
  if (disposition !== undefined) return occurredAt ?? endedAt;
  if (isTerminal(signal)) return endedAt ?? occurredAt;
  return occurredAt ?? (signal === 'answered' ? answered : startedAt);
}

import type { Statement } from '../../../shared/domain/fact.ts';
import { plusSeconds } from '../../../shared/domain/instant.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Reason } from '../../../shared/domain/status.ts';
import type { DiallerSettings } from './dialler.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onLeg } from './on-leg.ts';
import { onlySaid } from './only-said.ts';
import { type Sides, sidesOf, sidesOfAgent } from './sides-of.ts';
import { talkStatedBy } from './talk-stated-by.ts';
import { withPlus } from './with-plus.ts';

/** Vonage's words that are not those of telephony. `disconnected` is said of a websocket, and not of the call. */
const words = { started: 'initiated', disconnected: 'initiated', human: 'initiated', machine: 'initiated' };

/** Details of `rejected` that mean the number, and not a person who declined. */
const failures: ReadonlySet<string> = new Set(['invalid_number', 'restricted']);

/**
 * What an event says of its call, and what in it could not be read. All legs of a conversation are one call. `completed` comes after
 * `busy`, `unanswered`, `failed` and `cancelled` too: it says talk by its duration, which is counted from the answer (`start_time`).
 */
export function vonageStatement(fields: MessageFields, settings: DiallerSettings): { statement: Statement; problems: readonly string[] } {
  // human and machine name the leg call_uuid; a recording names the conversation alone.
  const leg = fields.id('uuid') ?? fields.id('call_uuid');
  const externalId = fields.id('conversation_uuid') ?? leg;
  if (externalId === undefined && fields.problems.length === 0) fields.problems.push('conversation_uuid is missing');
  const [from, to] = [withPlus(fields.text('from')), withPlus(fields.text('to'))];
  const sides = sidesOf({ direction: fields.text('direction'), from, to }, settings.region);
  const names = { externalId: externalId ?? '', leg };
  const ofAgent = sides.direction === undefined ? undefined : sidesOfAgent(sides);
  const whereAgent = ofAgent && statementOn(ofAgent, names, fields, settings);
  return { statement: onlySaid({ ...statementOn(sides, names, fields, settings), whereAgent }), problems: fields.problems };
}

const eventIdLimit = 256;

type Names = { externalId: string; leg: string | undefined };

function statementOn(sides: Sides, { externalId, leg }: Names, fields: MessageFields, settings: DiallerSettings): Statement {
  const word = fields.text('status');
  const meaning = onLeg(sides.leg, word === undefined ? { signal: 'unknown' } : meaningIn(word, { fields, settings, sides }));
  return onlySaid({
    externalId,
    eventId: word && [leg ?? (externalId || undefined), word, fields.text('timestamp')].join(':').slice(0, eventIdLimit),
    word,
    ...meaning,
    direction: sides.direction,
    leadPhone: sides.leadPhone,
    agent: sides.agent,
    ...(word === undefined ? { occurredAt: fields.instant('timestamp') } : timesIn(fields, meaning, sides)),
    recordingUrl: fields.url('recording_url'),
  });
}

function meaningIn(word: string, { fields, settings, sides }: { fields: MessageFields; settings: DiallerSettings; sides: Sides }): Meaning {
  const meaning = meaningOf(word, { ...settings, words, direction: sides.direction });
  const reason = (sides.leg === 'lead' ? reasonIn(word.trim().toLowerCase(), fields) : undefined) ?? meaning.reason;
  return reason === undefined ? meaning : { ...meaning, reason };
}

function reasonIn(word: string, fields: MessageFields): Reason | undefined {
  if (word === 'machine') return 'machine';
  return word === 'rejected' && failures.has(fields.text('detail') ?? '') ? 'failed' : undefined;
}

/**
 * By the time of a message the call had begun, at the latest so long ago as it has lasted; the earliest of all messages stands. What a lead's
 * own inbound leg lasted holds the menu as well, and one without `start_time` says of no answer: both are talk where nobody says otherwise.
 */
function timesIn(fields: MessageFields, meaning: Meaning, { leg, direction }: Sides) {
  const [at, startTime, endTime] = [fields.instant('timestamp'), fields.instant('start_time'), fields.instant('end_time')];
  const durationSeconds = fields.seconds('duration');
  const ended = isTerminal(meaning.signal);
  const endedAt = ended ? (endTime ?? at) : undefined;
  const lastedUntil = endedAt ?? at;
  const startedAt = startTime ?? (lastedUntil && plusSeconds(lastedUntil, -(durationSeconds ?? 0)));
  const stated = leg === 'agent-first' ? undefined : talkStatedBy(meaning, durationSeconds);
  const answered = meaning.signal === 'answered' ? (startTime ?? at) : (stated ?? 0) > 0 ? startTime : undefined;
  const talk = stated && (direction === 'inbound' || startTime === undefined) ? { legSeconds: stated } : { talkSeconds: stated };
  return { occurredAt: at ?? endedAt, startedAt, answeredAt: leg === 'agent-first' ? undefined : answered, endedAt, ...talk };
}

import type { AgentReference, Statement } from '../../../shared/domain/fact.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { dialledNumber } from './dialled-number.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { ringcentralWords } from './ringcentral-words.ts';
import { type JsonObject, valueAt } from './value-at.ts';

/** Parties of one session that are looked at: a notification mostly has one. */
const mostParties = 20;

type Told = { statements: readonly Statement[]; problems: readonly string[] };

/**
 * What a notification says of its call, a statement for each party, and what in it could not be read. All parties of a session are one call.
 * None tells a duration: talk is the time from the first answer to the last end, whatever `sequence` they come in.
 * Source: developers.ringcentral.com, "Telephony Session Notifications".
 */
export function ringcentralStatements(notification: JsonObject, settings: DiallerSettings): Told {
  const fields = new MessageFields((name) => valueAt(notification, name), settings);
  const externalId = fields.id('body.telephonySessionId') ?? fields.id('body.sessionId');
  if (externalId === undefined && fields.problems.length === 0) fields.problems.push('body.telephonySessionId is missing');
  const at = fields.instant('body.eventTime') ?? fields.instant('timestamp');

  const paths = Array.from({ length: mostParties }, (_, index) => `body.parties.${index}`);
  const parties = paths.map((path) => partyAt(path, notification, fields, settings)).filter((party) => party !== undefined);
  const statements = parties.map(({ word, sides, missed }) => {
    const meaning = meaningIn({ word, sides, missed }, settings);
    const { direction, leadPhone, agent } = sides;
    const moments = { answeredAt: meaning.signal === 'answered' ? at : undefined, endedAt: isTerminal(meaning.signal) ? at : undefined };
    const call = { externalId: externalId ?? '', eventId: fields.text('uuid'), occurredAt: at };
    return onlySaid({ ...call, word, ...meaning, direction, leadPhone, agent, ...moments });
  });
  return { statements, problems: fields.problems };
}

type Sides = { direction: Direction; leadPhone: string | undefined; agent: AgentReference | undefined };
type Party = { word: string; sides: Sides; missed: boolean };

/** A party that is in a state, of a call with somebody outside. Its reason says more than that it was disconnected. */
function partyAt(path: string, notification: JsonObject, fields: MessageFields, settings: DiallerSettings): Party | undefined {
  const code = fields.text(`${path}.status.code`);
  const sides = code === undefined ? undefined : sidesOf(path, fields, settings);
  if (code === undefined || sides === undefined) return undefined;
  const reason = code === 'Disconnected' ? fields.text(`${path}.status.reason`) : undefined;
  return { word: reason ?? code, sides, missed: valueAt(notification, `${path}.missedCall`) === true };
}

/**
 * Who is lead and who is agent. A party's direction is technical: of an outbound call the lead's own party is an Inbound one. An extension,
 * which is an agent, tells: on the calling side it makes the call outbound. Undefined where both sides have one: colleagues talk.
 */
function sidesOf(path: string, fields: MessageFields, { region }: DiallerSettings): Sides | undefined {
  const isOutbound = directionOf(fields.text(`${path}.direction`) ?? '') === 'outbound';
  const own = fields.text(`${path}.extensionId`);
  const caller = fields.text(`${path}.from.extensionId`) ?? (isOutbound ? own : undefined);
  const callee = fields.text(`${path}.to.extensionId`) ?? (isOutbound ? undefined : own);
  if (caller !== undefined && callee !== undefined) return undefined;
  const direction = caller !== undefined || isOutbound ? 'outbound' : 'inbound';
  const number = fields.text(`${path}.${direction === 'outbound' ? 'to' : 'from'}.phoneNumber`) ?? '';
  const id = caller ?? callee;
  return { direction, leadPhone: dialledNumber(number, region), agent: id === undefined ? undefined : { id } };
}

function meaningIn({ word, sides: { direction, agent }, missed }: Party, settings: DiallerSettings): Meaning {
  const said = meaningOf(word, { ...settings, words: ringcentralWords, direction });
  // The caller goes on speaking, to a machine: the end comes when they hang up.
  if (word === 'VoiceMail' && said.reason === 'voicemail') return { signal: 'progress', reason: 'voicemail' };
  // What a menu or a queue answers, no agent has.
  if (direction === 'inbound' && agent === undefined && said.signal === 'answered') return { signal: 'progress' };
  const isUnanswered = said.signal === 'unanswered' || said.signal === 'completed';
  return missed && direction === 'inbound' && isUnanswered ? { ...said, signal: 'missed' } : said;
}

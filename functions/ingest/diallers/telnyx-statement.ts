import type { Statement } from '../../../shared/domain/fact.ts';
import type { DiallerSettings } from './dialler.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import { MessageFields } from './message-fields.ts';
import { onLeg } from './on-leg.ts';
import { onlySaid } from './only-said.ts';
import { type Sides, sidesOf } from './sides-of.ts';
import { type JsonObject, valueAt } from './value-at.ts';

/** Telnyx's words that are not those of telephony: names of events without their `call.`, and causes of a hangup. */
const words = {
  bridged: 'answered',
  normal_clearing: 'completed',
  time_limit: 'completed',
  user_busy: 'busy',
  originator_cancel: 'canceled',
  call_rejected: 'rejected',
  not_found: 'failed',
};

/** What the other side's SIP answer says where the cause says too little. */
const sipMeanings: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ['486', { signal: 'busy' }],
  ['600', { signal: 'busy' }],
  ['408', { signal: 'unanswered' }],
  ['480', { signal: 'unanswered' }],
  ['487', { signal: 'unanswered' }],
  ['603', { signal: 'unanswered', reason: 'rejected' }],
]);

type Told = { statement: Statement; problems: readonly string[] };
type Message = { type: string; fields: MessageFields; settings: DiallerSettings };

/**
 * What a call control event says of its call, and what in it could not be read; undefined for one that does not change the call.
 * All legs of a session are one call. No event tells a duration: talk is the time from answer to hangup. Only `call.initiated` tells the
 * direction, hence the lead.
 */
export function telnyxStatement(type: string, event: JsonObject, settings: DiallerSettings): Told | undefined {
  const fields = new MessageFields((name) => valueAt(event, name), settings);
  const message = { type, fields, settings };
  const said =
    type === 'call.recording.saved' ? recordingIn(fields) : isMachine(message) ? { reason: 'machine' as const } : movedOn(message);
  if (said === undefined) return undefined;

  const externalId = sessionIn(fields);
  if (externalId === undefined && fields.problems.length === 0) fields.problems.push('payload.call_session_id is missing');
  const occurredAt = fields.instant('occurred_at');
  const statement = onlySaid({ signal: 'unknown' as const, ...said, externalId: externalId ?? '', eventId: fields.text('id'), occurredAt });
  return { statement, problems: fields.problems };
}

function sessionIn(fields: MessageFields): string | undefined {
  return fields.id('payload.call_session_id') ?? fields.id('payload.call_leg_id') ?? fields.id('payload.call_control_id');
}

function isMachine({ type, fields }: Message): boolean {
  const detected = type === 'call.machine.detection.ended' || type === 'call.machine.premium.detection.ended';
  return detected && /^(?:machine|fax)/.test(fields.text('payload.result') ?? '');
}

/** A public link stays; any other one is good for ten minutes. */
function recordingIn(fields: MessageFields): Partial<Statement> | undefined {
  const places = ['public_recording_urls.mp3', 'public_recording_urls.wav', 'recording_urls.mp3', 'recording_urls.wav'];
  const recordingUrl = places.map((place) => fields.url(`payload.${place}`)).find((url) => url !== undefined);
  return recordingUrl === undefined && fields.problems.length === 0 ? undefined : onlySaid({ recordingUrl });
}

const events: ReadonlySet<string> = new Set(['call.initiated', 'call.answered', 'call.bridged', 'call.hangup']);

function movedOn(message: Message): Partial<Statement> | undefined {
  const { type, fields, settings } = message;
  if (!events.has(type)) return undefined;
  const sides = sidesIn(fields, settings);
  const word = (type === 'call.hangup' ? fields.text('payload.hangup_cause') : undefined) ?? type.slice('call.'.length);
  const meaning = onLeg(
    sides.leg,
    type === 'call.hangup' ? hangupMeaning(word, message) : meaningOf(word, { ...settings, words, direction: undefined }),
  );
  const at = fields.instant('occurred_at');
  return onlySaid({
    word,
    ...meaning,
    direction: sides.direction,
    leadPhone: sides.leadPhone,
    agent: sides.agent,
    startedAt: fields.instant('payload.start_time') ?? at,
    answeredAt: meaning.signal === 'answered' ? at : undefined,
    endedAt: type === 'call.hangup' ? (fields.instant('payload.end_time') ?? at) : undefined,
  });
}

/** A hangup always ends its leg: what its cause does not tell, talk time does. A busy line is one, whatever the cause calls it. */
function hangupMeaning(cause: string, { fields, settings }: Message): Meaning {
  const said = meaningOf(cause, { ...settings, words, direction: undefined });
  const sip = sipMeanings.get(fields.text('payload.sip_hangup_cause')?.trim() ?? '');
  if (said.signal === 'unanswered') return sip?.signal === 'busy' ? sip : said;
  if (said.signal !== 'unknown' || said.disposition) return said;
  return sip ?? (cause === 'unspecified' ? { signal: 'completed', reason: 'failed' } : { signal: 'completed' });
}

const directions: ReadonlyMap<string, string> = new Map([
  ['incoming', 'inbound'],
  ['outgoing', 'outbound'],
]);

function sidesIn(fields: MessageFields, { region }: DiallerSettings): Sides {
  const said = fields.text('payload.direction')?.trim().toLowerCase() ?? '';
  const ends = { direction: directions.get(said) ?? said, from: fields.text('payload.from'), to: fields.text('payload.to') };
  const sides = sidesOf(ends, region);
  // Without its direction, a leg from or to a SIP phone is an agent's.
  return sides.direction === undefined && sides.agent ? { ...sides, leg: 'agent-first' } : sides;
}

import type { Statement } from '../../../shared/domain/fact.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { agentReference } from './agent-reference.ts';
import { dialledNumber } from './dialled-number.ts';
import type { DiallerSettings } from './dialler.ts';
import { directionOf } from './direction-of.ts';
import { durationExpected, durationOf } from './duration-of.ts';
import { firstOf } from './first-of.ts';
import { mappedWord } from './mapped-word.ts';
import { type Meaning, meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import { onlySaid } from './only-said.ts';
import { remarkOf } from './remark-of.ts';
import { withPlus } from './with-plus.ts';

/** Dialpad's states that are not words of telephony. Whoever is blocked hears a refusal. */
const words = {
  calling: 'initiated',
  preanswer: 'ringing',
  connected: 'answered',
  hold: 'answered',
  parked: 'answered',
  merged: 'answered',
  takeover: 'answered',
  hangup: 'completed',
  missed: 'no-answer',
  blocked: 'rejected',
  voicemail_uploaded: 'voicemail',
};

/** What is told of a call beside its course: of recordings and dispositions there is something to keep. */
const remarks: ReadonlySet<string> = new Set(['recording', 'call_recording', 'admin_recording', 'dispositions']);
const asides = /^(?:transcription|recap|csat|pcsat|admin|ai_|postcall|monitor|barge|eavesdrop|coach)/;

/**
 * Whose leg an event is of. A call to a department or a call center (its entry point) makes a leg for each agent who is rung:
 * `direct` is a call with an agent's own number, `entry` the caller's leg to a group, `operator` an agent's leg of such a call.
 */
type Leg = 'direct' | 'entry' | 'operator';

/**
 * What a call event says of its call, and undefined for one that does not change it. All legs are one call, by that of its entry point; talk
 * is what the agent's leg says. Times are Unix milliseconds, `duration` (in fractions of milliseconds) is talk.
 * Source: developers.dialpad.com, "Call Events"; dialpad-python-sdk, `CallProto`.
 */
export function dialpadStatement(fields: MessageFields, settings: DiallerSettings): Statement | undefined {
  const word = fields.text('state') ?? '';
  const state = word.trim().toLowerCase();
  if (!remarks.has(state) && asides.test(state)) return undefined;
  const leg = legIn(fields);
  const direction = directionOf(fields.text('direction') ?? '');
  const at = fields.instant('event_timestamp');
  const recordingUrl = recordingIn(fields);
  const callId = fields.id('call_id');
  const said = {
    externalId: fields.id('entry_point_call_id') ?? fields.id('master_call_id') ?? callId ?? '',
    eventId: [callId, state, fields.text('event_timestamp')].join(':').slice(0, eventIdLimit),
    direction,
    leadPhone: dialledNumber(withPlus(fields.text('external_number')) ?? '', settings.region),
    agent: leg === 'entry' ? undefined : agentIn(fields, settings),
    startedAt: fields.instant('date_started'),
    recordingUrl,
  };
  if (remarks.has(state)) return onlySaid({ ...said, ...remarkIn(fields, settings), signal: 'unknown' as const, occurredAt: at });

  const connected = fields.has('date_connected');
  const meaning = meaningIn({ word, leg, direction, connected, answered: fields.has('operator_call_id') }, settings);
  const isOver = isTerminal(meaning.signal);
  const isTalk = meaning.signal === 'answered' || meaning.signal === 'called' || (meaning.signal === 'completed' && connected);
  const endedAt = isOver ? fields.instant('date_ended') : undefined;
  return onlySaid({
    ...said,
    word,
    ...meaning,
    occurredAt: endedAt ?? at,
    answeredAt: isTalk ? fields.instant('date_connected') : undefined,
    endedAt,
    talkSeconds: isOver && leg !== 'entry' ? (isTalk ? milliseconds(fields, 'duration') : 0) : undefined,
  });
}

const eventIdLimit = 256;

function legIn(fields: MessageFields): Leg {
  const target = fields.text('target.type')?.trim().toLowerCase() ?? 'user';
  const entry = fields.text('entry_point_call_id');
  if (target !== 'user' && target !== 'userprofile') return 'entry';
  return entry !== undefined && entry !== fields.text('call_id') ? 'operator' : 'direct';
}

function agentIn(fields: MessageFields, { region }: DiallerSettings) {
  return agentReference({ id: fields.text('target.id'), email: fields.text('target.email') }, region);
}

type Told = { word: string; leg: Leg; direction: Direction | undefined; connected: boolean; answered: boolean };

/** One agent's leg that nobody answered is no end: others are rung yet, and the caller's own leg ends the call. */
function meaningIn({ word, leg, direction, connected, answered }: Told, settings: DiallerSettings): Meaning {
  const said = meaningOf(word, { ...settings, words, direction });
  // What a menu or a queue answers, no agent has: only the leg of an operator tells how long they talked.
  if (leg === 'entry' && said.signal === 'answered' && !answered) return { signal: 'progress' };
  if (leg === 'entry' && said.signal === 'completed') return answered ? { ...said, signal: 'called' } : { ...said, signal: 'unanswered' };
  if (said.signal === 'completed' && connected) return said;
  const nobody = said.signal === 'completed' || (said.signal === 'unanswered' && said.reason !== 'voicemail');
  if (leg === 'operator' && nobody && mappedWord(word, settings.statusMap) === undefined) return { signal: 'progress' };
  return said.signal === 'completed' ? { ...said, signal: 'unanswered' } : said;
}

/** A shared link stays; the first recording of several stands. */
function recordingIn(fields: MessageFields): string | undefined {
  const places = ['call_recording_share_links.0', 'admin_call_recording_share_links.0', 'recording_details.0.url'];
  const urls = [...places, 'voicemail_share_link', 'voicemail_link'].map((place) => fields.url(place));
  return urls.find((url) => url !== undefined);
}

/** The fields of a disposition are in no document that is public: they are looked for under the names that are likely. */
function remarkIn(fields: MessageFields, settings: DiallerSettings) {
  const said = firstOf(fields, ['', 'disposition.', 'dispositions.', 'dispositions.0.']);
  const chosen = said.text('disposition', 'dispositions', 'dispositions.0', 'disposition_name', 'disposition.name', 'dispositions.0.name');
  return remarkOf({ chosen, comment: said.note('notes', 'note', 'disposition_notes') }, settings);
}

/** Fractions are as long as a number's can be. */
function milliseconds(fields: MessageFields, name: string): number | undefined {
  const read = (text: string) => durationOf(text.replace(/(\.\d{9})\d+$/, '$1'), 'milliseconds');
  return fields.read(name, read, durationExpected('milliseconds'));
}

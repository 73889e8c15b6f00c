import type { AgentReference, Statement } from '../../../shared/domain/fact.ts';
import { isTerminal } from '../../../shared/domain/outcome-of.ts';
import { agentReference } from './agent-reference.ts';
import type { DiallerSettings } from './dialler.ts';
import { durationExpected, durationOf } from './duration-of.ts';
import { jsonOf } from './json-of.ts';
import { meaningOf } from './meaning-of.ts';
import type { MessageFields } from './message-fields.ts';
import type { Lookup, Message } from './message-lookup.ts';
import { onlySaid } from './only-said.ts';
import { isJsonObject, valueAt } from './value-at.ts';

/** `_su`: what became of the call. */
const statuses: Readonly<Record<string, string>> = { '1': 'completed', '2': 'no-answer', '3': 'voicemail' };
/** `_ev`: which way it went. */
const directions: ReadonlyMap<string, 'inbound' | 'outbound'> = new Map([
  ['1', 'inbound'],
  ['2', 'outbound'],
]);
/** Legs that are looked at; a call that goes round more agents still has its whole time. */
const mostLegs = 20;

/** The fields of an after-call webhook: JSON in the form's field `myoperator`, a body of its own, or a query. Undefined for any other message. */
export function afterCallLookup(lookup: Lookup): Message | undefined {
  if (lookup('_ai') !== undefined) return { lookup };
  const text = lookup('myoperator');
  if (typeof text !== 'string') return isJsonObject(text) ? { lookup: (path) => valueAt(text, path) } : undefined;
  const parsed = [text, withDoubleQuotes(text)].map((one) => jsonOf(Buffer.from(one))).find((one) => 'json' in one);
  if (parsed === undefined || !('json' in parsed)) return { problem: 'the field myoperator is not well-formed JSON' };
  return { lookup: (path) => valueAt(parsed.json, path) };
}

/** MyOperator's own samples are written in single quotes, as Python writes its values. */
function withDoubleQuotes(text: string): string {
  return text
    .replaceAll("'", '"')
    .replace(/\bNone\b/g, 'null')
    .replace(/\bTrue\b/g, 'true')
    .replace(/\bFalse\b/g, 'false');
}

/**
 * What the after-call webhook says of its call. `_dr` of the call includes menus and ringing (39 s in the documents' sample, of which
 * an agent talked 9), so talk is that of the legs that were answered. Source: support.myoperator.com, "After-call webhook".
 */
export function myoperatorAfterCall(fields: MessageFields, settings: DiallerSettings): Statement {
  const direction = directions.get(fields.text('_ev') ?? '');
  const word = fields.text('_su');
  const meaning = word === undefined ? { signal: 'unknown' as const } : meaningOf(word, { ...settings, direction, words: statuses });
  const legs = legsIn(fields);
  const answered = legs.filter((leg) => leg.answered);
  const isTalk = meaning.signal === 'completed' || meaning.signal === 'called';
  const wholeSeconds = clock(fields, '_dr');
  const talkSeconds = answered.reduce((sum, leg) => sum + (leg.seconds ?? 0), 0);
  const endedAt = fields.instant('_et');
  const [first, last] = [answered[0], answered.at(-1) ?? legs.at(-1)];

  return onlySaid({
    externalId: fields.id('_ai') ?? '',
    word,
    ...meaning,
    direction,
    leadPhone: fields.anyPhone('_cl') ?? fields.anyPhone('_cr'),
    agent: last && agentOn(fields, last.path, settings),
    occurredAt: endedAt ?? fields.instant('_ts'),
    startedAt: fields.instant('_st'),
    answeredAt: isTalk ? first && fields.instant(`${first.path}._st`) : undefined,
    endedAt,
    talkSeconds: isTalk ? (legs.length > 0 ? talkSeconds : wholeSeconds) : isTerminal(meaning.signal) ? 0 : undefined,
    note: fields.has('_cn.0') ? fields.note('_cn.0') : undefined,
    recordingUrl: fields.url('_fu'),
  });
}

type Leg = { path: string; answered: boolean; seconds: number | undefined };

function legsIn(fields: MessageFields): Leg[] {
  const paths = Array.from({ length: mostLegs }, (_, index) => `_ld.${index}`);
  return paths
    .filter((path) => fields.has(`${path}._ds`) || fields.has(`${path}._ac`) || fields.has(`${path}._su`))
    .map((path) => ({ path, answered: isAnswered(fields, path), seconds: clock(fields, `${path}._dr`) }));
}

function isAnswered(fields: MessageFields, path: string): boolean {
  const dialStatus = fields.text(`${path}._ds`);
  return dialStatus === undefined ? fields.text(`${path}._ac`) === 'received' : /^ANSWER(?:ED)?$/i.test(dialStatus);
}

function clock(fields: MessageFields, name: string): number | undefined {
  return fields.read(name, (text) => durationOf(text, 'hh:mm:ss'), durationExpected('hh:mm:ss'));
}

/** `_rr` is a list of the agents of a leg; in some messages it is the agent itself. */
function agentOn(fields: MessageFields, leg: string, { region }: DiallerSettings): AgentReference | undefined {
  const said = (name: string) => fields.text(`${leg}._rr.0.${name}`) ?? fields.text(`${leg}._rr.${name}`);
  return agentReference({ id: said('_id') ?? said('_ex'), email: said('_em'), phone: said('_nr') }, region);
}

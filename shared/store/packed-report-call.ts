import type { Instant } from '../domain/instant.ts';
import type { ReportCall } from '../domain/report-call.ts';
import { directionCodes, statusCodes, wordsOf } from './codes.ts';

const statusOf = wordsOf(statusCodes);
const directionOf = wordsOf(directionCodes);

/**
 * The report fields of a call in one text: one attribute is decoded several times as fast as a dozen. Id and start are not in it: they
 * are the sort key of both indexes. Before the `/` is what differs from call to call, behind it what many calls have in common.
 */
export function packReportCall(call: ReportCall): string {
  const own = [
    afterShared(call.startedAt, call.day),
    call.endedAt === null ? '' : afterShared(call.startedAt, call.endedAt),
    call.ended ? 'e' : '',
    statusCodes[call.status],
    call.direction === null ? '' : directionCodes[call.direction],
    call.talkSeconds,
    orNothing(call.leadId),
    ...(call.waitSeconds === undefined ? [] : [call.waitSeconds]),
  ];
  const common = [call.agent, call.branch, call.department, call.campaign].map(orNothing);
  return `${own.join('|')}/${common.join('|')}|${call.tags.map((tag) => `${escaped(tag)},`).join('')}`;
}

/** @param sortKey `startedAt#callId`, as in the indexes. */
export function unpackReportCall(packed: string, sortKey: string): ReportCall {
  const slash = packed.indexOf('/');
  // By position: taking an array apart by name costs as much here as all the rest.
  const own = packed.slice(0, slash).split('|');
  const { agent, branch, department, campaign, tags } = commonOf(packed.slice(slash + 1));
  const hash = sortKey.indexOf('#');
  const startedAt = sortKey.slice(0, hash);
  return {
    id: sortKey.slice(hash + 1),
    day: withShared(startedAt, own[0] ?? ''),
    startedAt,
    endedAt: own[1] ? withShared(startedAt, own[1]) : null,
    ended: own[2] === 'e',
    status: statusOf(own[3] ?? ''),
    direction: own[4] ? directionOf(own[4]) : null,
    talkSeconds: Number(own[5]),
    agent,
    branch,
    department,
    campaign,
    tags,
    leadId: textIn(own[6]),
    ...(own[7] !== undefined && { waitSeconds: Number(own[7]) }),
  };
}

type Common = Pick<ReportCall, 'agent' | 'branch' | 'department' | 'campaign' | 'tags'>;

/** An agent's calls have the same of these all day long: each is read once. */
const commons = new Map<string, Common>();
const mostCommons = 10_000;

function commonOf(packed: string): Common {
  const known = commons.get(packed);
  if (known) return known;
  const [agent, branch, department, campaign, tags = ''] = packed.split('|');
  const common: Common = {
    agent: textIn(agent),
    branch: textIn(branch),
    department: textIn(department),
    campaign: textIn(campaign),
    tags: Object.freeze(tags === '' ? [] : tags.slice(0, -1).split(',').map(unescaped)),
  };
  if (commons.size >= mostCommons) commons.clear();
  commons.set(packed, common);
  return common;
}

/** A text by how many letters it shares with the start (in base 36, at most 35), and the rest. */
function afterShared(start: Instant, text: string): string {
  let shared = 0;
  while (shared < 35 && shared < text.length && text[shared] === start[shared]) shared += 1;
  return shared.toString(36) + text.slice(shared);
}

function withShared(start: Instant, packed: string): string {
  return start.slice(0, Number.parseInt(packed.slice(0, 1), 36)) + packed.slice(1);
}

function orNothing(text: string | null): string {
  return text === null ? '' : escaped(text);
}

function textIn(part: string | undefined): string | null {
  return part === undefined || part === '' ? null : unescaped(part);
}

/** A lone `%` is the empty text, which nothing at all would be taken for null. */
function escaped(text: string): string {
  return text === '' ? '%' : text.replace(/[%|,/]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescaped(text: string): string {
  if (!text.includes('%')) return text;
  return text === '%' ? '' : decodeURIComponent(text);
}

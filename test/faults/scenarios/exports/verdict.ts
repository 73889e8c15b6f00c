import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Export } from '../../../../shared/domain/export.ts';
import type { Verdict } from '../../judge/scenario.ts';
import { genuine, isAcknowledged, type KnownCall, knownCalls, type Trial } from '../../judge/trial.ts';
import type { AskedExport } from './play.ts';
import { rowsIn } from './rows-in.ts';

export const says = [
  'every export that was acknowledged ends: done, or failed with its reason, or its message waits in a dead-letter queue',
  'a file has the bytes, the SHA-256 and the number of rows that its export says',
  'a file of calls or leads has each that was there when it was asked for, once and as it was, and none that nobody knows',
  'the lines of a report add up to no less than was told before it, and no more than there is',
  'each file is told of once, as it is',
  'an upload is left open only where a function was killed or a call failed',
  'a request makes one export, however often it was sent',
];

export function exportVerdict(asked: readonly AskedExport[]): Verdict {
  return async (trial) => {
    const calls = knownCalls(trial);
    const wrong = asked.filter(({ id }) => id !== '').map((one) => wrongExport(one, trial, calls));
    return [...(await Promise.all(wrong)).flat(), ...askedTwice(asked, trial), ...openUploads(trial)];
  };
}

/** What a function may say once it was too often that it could not go on. */
const reason = /^The file could not be made: Redial could not read or write what it takes, \d+ times in a row/;

async function wrongExport(asked: AskedExport, trial: Trial, calls: readonly KnownCall[]): Promise<string[]> {
  const one = trial.stored.exports.find(({ id }) => id === asked.id);
  if (!one) return [`${says[0]}: ${asked.id} is not there`];
  const ready = readyEvents(one, trial);
  if (one.state === 'failed') return reason.test(one.error ?? '') ? [] : [`${says[0]}: ${asked.id} failed because "${one.error}"`];
  if (one.state !== 'done' || !one.file) return isSetAside(trial) ? [] : [`${says[0]}: ${asked.id} is ${one.state} when all is quiet`];
  const { key, bytes, sha256 } = one.file;
  const [, file] = [...trial.state.objects].find(([name]) => name.endsWith(`/${key}`)) ?? [];
  if (!file) return [`${says[1]}: ${asked.id} is done, and its file is not there`];
  const digest = createHash('sha256').update(file).digest('hex');
  const rows = await rowsIn(file, asked.format);
  return [
    ...(file.length === bytes && digest === sha256 ? [] : [`${says[1]}: ${asked.id} has other bytes than it says`]),
    ...(rows.length === one.rows ? [] : [`${says[1]}: ${asked.id} says ${one.rows} rows, and has ${rows.length}`]),
    ...rowRules[asked.kind]({ one, rows, trial, calls }),
    ...(ready.size === 1 && [...ready][0] === sha256 ? [] : [`${says[4]}: ${asked.id} was told ${ready.size} times`]),
  ];
}

/** A request that is sent again under its key is the same export. */
function askedTwice(asked: readonly AskedExport[], { stored: { exports: kept } }: Trial): string[] {
  return kept.length <= asked.length ? [] : [`${says[6]}: ${asked.length} requests made ${kept.length}`];
}

/** What takes an upload away from the function that began it; the bucket's own rule removes it after a day. */
const disturbing = ['crash-before', 'crash-after', 'crash-at-end', 'time-out', 'fail-before', 'fail-after', 'throttle'] as const;

function openUploads({ state: { uploads, injectedByKind } }: Trial): string[] {
  const disturbed = disturbing.reduce((sum, kind) => sum + (injectedByKind[kind] ?? 0), 0);
  return uploads.length <= disturbed ? [] : [`${says[5]}: ${uploads.length} are open, and ${disturbed} things went wrong`];
}

/** A person has to see to it: nobody else asks for the next turn. */
function isSetAside({ deadLettersOf }: Trial): boolean {
  return deadLettersOf('export').length + deadLettersOf('publish').length > 0;
}

const readyDetail = z.object({ eventId: z.string(), exportId: z.string(), sha256: z.string() });

/** The files that the bus was told of, each by its digest. */
function readyEvents({ id }: Export, { state }: Trial): Set<string> {
  const told = state.events.filter(({ detailType }) => detailType === 'Export Ready').map(({ detail }) => readyDetail.parse(detail));
  return new Set(told.flatMap(({ exportId, sha256 }) => (exportId === id ? sha256 : [])));
}

type File = { one: Export; rows: readonly Record<string, string>[]; trial: Trial; calls: readonly KnownCall[] };

const rowRules: Record<AskedExport['kind'], (file: File) => string[]> = { calls: wrongCalls, report: wrongReport, leads: wrongLeads };

/** As long as an index may lag behind. */
const settledMs = 60_000;

function wrongCalls({ one, rows, trial, calls }: File): string[] {
  const before = Date.parse(one.createdAt) - settledMs;
  const lastHeard = ({ said }: KnownCall) => {
    const call = genuine(trial.sent).find(({ message }) => said.includes(message.said))?.message.call;
    const sent = genuine(trial.sent).filter(({ message }) => message.call === call);
    return Math.max(...sent.map((one) => acknowledgedAt(one) ?? Number.POSITIVE_INFINITY));
  };
  const must = calls.filter((call) => call.expected.ended && lastHeard(call) < before).map(({ expected }) => expected);
  const wrong = must.flatMap((call) => {
    const row = rows.find(({ callId }) => callId === call.id);
    if (!row) return [`${one.id} lacks call ${call.id}`];
    const isRight = row.status === call.status && row.talkSeconds === String(call.talkSeconds);
    return isRight ? [] : [`${one.id} says ${row.status} and ${row.talkSeconds} s of call ${call.id}`];
  });
  const known = calls.map(({ expected }) => expected.id);
  return [
    ...wrong,
    ...wrongIds(
      one,
      rows.map(({ callId = '' }) => callId),
      known,
    ),
  ].map((what) => `${says[2]}: ${what}`);
}

/** When its sender knew that it is safe. */
function acknowledgedAt(sent: Trial['sent'][number]): number | undefined {
  if (!isAcknowledged(sent)) return undefined;
  return sent.attempts.find(({ answer }) => answer !== 'lost' && answer.status < 300)?.answeredAtMs;
}

function wrongLeads({ one, rows, trial }: File): string[] {
  const ids = rows.map(({ leadId = '' }) => leadId);
  const lacking = trial.workload.leads.filter(({ id }) => !ids.includes(id)).map(({ id }) => `${one.id} lacks lead ${id}`);
  const known = trial.stored.leads.map(({ id }) => id);
  return [...lacking, ...wrongIds(one, ids, known)].map((what) => `${says[2]}: ${what}`);
}

function wrongIds({ id: file }: Export, ids: readonly string[], known: readonly string[]): string[] {
  return [
    ...(new Set(ids).size === ids.length ? [] : [`${file} has a row twice`]),
    ...ids.filter((id) => !known.includes(id)).map((id) => `${file} has ${id}, which nobody knows`),
  ];
}

const dayTold = z.object({ day: z.string(), calls: z.number() });

/** Nothing takes a call away here: a day has at least as many as were told of it before. */
function wrongReport({ one, rows, trial, calls }: File): string[] {
  const asked = Date.parse(one.createdAt);
  const told = trial.state.events
    .filter(({ detailType, at }) => detailType === 'Day Rolled Up' && at < asked)
    .map(({ detail }) => dayTold.parse(detail));
  const least = [...Map.groupBy(told, ({ day }) => day).values()].reduce((sum, days) => sum + Math.max(...days.map((day) => day.calls)), 0);
  const sum = rows.reduce((all, row) => all + Number(row.calls), 0);
  const isRight = sum >= least && sum <= calls.length;
  return isRight ? [] : [`${says[3]}: ${one.id} adds up to ${sum} calls, where ${least} to ${calls.length} are right`];
}

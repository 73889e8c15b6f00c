import * as z from 'zod';
import type { HttpAnswer } from '../../../../local/http/http-answer.ts';
import { callIdOf, leadIdOf } from '../../../../shared/store/ids.ts';
import { isTaken } from '../../judge/dialler.ts';
import { managerToken } from '../../judge/setup-items.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { aPerson } from '../a-person.ts';
import type { LoggedCall, Logging, Word } from './logged-calls.ts';

/** What a person was told is kept, and whether it took a single request: one that broke may still take effect later. */
export type Kept = { word: Word; sentMs: number; once: boolean };

export type LoggedBy = {
  call: LoggedCall;
  log: Kept | undefined;
  corrections: readonly Kept[];
  refused: readonly string[];
  isSure: boolean;
};

const shownCall = z.object({ id: z.string() });
const mostTries = 10;

/** Everybody logs and corrects at their own times. */
export function peopleLog(simulation: Simulation, { calls, work }: Logging): Promise<LoggedBy[]> {
  return Promise.all(calls.map((call) => logAndCorrect(call, { simulation, workspace: work.directory.workspace })));
}

type Around = { simulation: Simulation; workspace: string };

/** What was neither taken nor refused: whether it took effect nobody knows. */
const unknown = { kind: 'unknown' } as const;
type Asked<Value> = { kind: 'kept'; value: Value } | { kind: 'refused'; says: string } | typeof unknown;

async function logAndCorrect(call: LoggedCall, around: Around): Promise<LoggedBy> {
  const told = call.told && callIdOf(around.workspace, call.told.connection.id, call.told.externalId);
  const logged = call.log && (await log(call, call.log, around));
  if (logged && logged.kind !== 'kept') return { call, log: undefined, corrections: [], ...outcomeOf([logged]) };
  const corrections: Asked<Kept>[] = [];
  for (const word of call.corrections) corrections.push(await correct(logged?.value.id ?? told ?? '', word, around));
  const kept = corrections.flatMap((asked) => (asked.kind === 'kept' ? [asked.value] : []));
  return { call, log: logged?.value.log, corrections: kept, ...outcomeOf(corrections) };
}

function outcomeOf(all: readonly Asked<unknown>[]): Pick<LoggedBy, 'refused' | 'isSure'> {
  return {
    refused: all.flatMap((asked) => (asked.kind === 'refused' ? [asked.says] : [])),
    isSure: all.every(({ kind }) => kind === 'kept'),
  };
}

type Logged = { id: string; log: Kept };

async function log(
  { agent, phone }: LoggedCall,
  word: NonNullable<LoggedCall['log']>,
  { simulation, workspace }: Around,
): Promise<Asked<Logged>> {
  await until(word.atMs, simulation);
  const sentMs = simulation.now();
  const body = { leadId: leadIdOf(workspace, phone), agent, startedAt: word.startedAt, ...bodyOf(word) };
  const answer = await aPerson(simulation, { token: managerToken, name: word.note })({ method: 'POST', path: '/api/calls', body });
  if (!isTaken(answer)) return answer === 'lost' || isUnsure(answer) ? unknown : { kind: 'refused', says: refusal(word, answer) };
  const { id } = shownCall.parse(JSON.parse(answer.body.toString()));
  return { kind: 'kept', value: { id, log: { word, sentMs, once: true } } };
}

/** Sent again only where nothing says that it was taken: a correction has no key, and each is a word of its own. */
async function correct(id: string, word: Word, { simulation }: Around): Promise<Asked<Kept>> {
  await until(word.atMs, simulation);
  const headers = { authorization: `Bearer ${managerToken}`, 'content-type': 'application/json' };
  for (let tries = 1; tries <= mostTries; tries++) {
    const sentMs = simulation.now();
    const answer = await simulation.http({ method: 'PATCH', path: `/api/calls/${id}`, headers, body: JSON.stringify(bodyOf(word)) });
    if (isTaken(answer)) return { kind: 'kept', value: { word, sentMs, once: tries === 1 } };
    if (!isUnsure(answer)) return { kind: 'refused', says: refusal(word, answer) };
    await simulation.sleep(1_000 * 2 ** tries);
  }
  return unknown;
}

/** Something broke, others wrote at the same moment, or its dialler has not told of the call yet. */
function isUnsure({ status }: HttpAnswer): boolean {
  return status >= 500 || status === 409 || status === 404;
}

function refusal({ note }: Word, { status, body }: HttpAnswer): string {
  return `"${note}" was answered ${status} ${body}`;
}

function bodyOf({ status, durationSeconds, followUpAt, note }: Word) {
  return { status, durationSeconds, note, ...(followUpAt !== undefined && { followUp: { at: followUpAt } }) };
}

async function until(ms: number, simulation: Simulation): Promise<void> {
  await simulation.sleep(Math.max(0, ms - simulation.now()));
}

import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod';
import type { HttpAnswer } from '../../../../local/http/http-answer.ts';
import { callIdOf, leadIdOf } from '../../../../shared/store/ids.ts';
import { leadPlaceOf } from '../../../../shared/store/kept-lead.ts';
import { leadKeys } from '../../../../shared/store/keys.ts';
import { isTaken } from '../../judge/dialler.ts';
import type { Scene } from '../../judge/scenario.ts';
import { managerToken } from '../../judge/setup-items.ts';
import { tableNamed } from '../../judge/stored-state.ts';
import type { Simulation } from '../../simulation/simulation.ts';
import { aPerson } from '../a-person.ts';
import type { LoggedCall, Logging, Word } from './logged-calls.ts';

/**
 * What a person was told is kept, whether it took a single request (one that broke may still take effect later), and when its lead was to be
 * called at the moment of the answer.
 */
export type Kept = { word: Word; sentMs: number; once: boolean; followUpAt: string | undefined };

export type LoggedBy = {
  call: LoggedCall;
  log: Kept | undefined;
  corrections: readonly Kept[];
  refused: readonly string[];
  isSure: boolean;
};

const shownCall = z.object({ id: z.string() });
const found = z.object({ Item: z.record(z.string(), z.unknown()) });
const mostTries = 10;

/** Everybody logs and corrects at their own times. */
export function peopleLog({ simulation, wiring }: Pick<Scene, 'simulation' | 'wiring'>, { calls, work }: Logging): Promise<LoggedBy[]> {
  const { workspace } = work.directory;
  return Promise.all(calls.map((call) => logAndCorrect(call, { simulation, wiring, workspace })));
}

type Around = Pick<Scene, 'simulation' | 'wiring'> & { workspace: string };

/** What was neither taken nor refused: whether it took effect nobody knows. */
const unknown = { kind: 'unknown' } as const;
type Asked<Value> = { kind: 'kept'; value: Value } | { kind: 'refused'; says: string } | typeof unknown;

async function logAndCorrect(call: LoggedCall, around: Around): Promise<LoggedBy> {
  const told = call.told && callIdOf(around.workspace, call.told.connection.id, call.told.externalId);
  const logged = call.log && (await log(call, call.log, around));
  if (logged && logged.kind !== 'kept') return { call, log: undefined, corrections: [], ...outcomeOf([logged]) };
  const corrections: Asked<Kept>[] = [];
  for (const word of call.corrections) corrections.push(await correct(logged?.value.id ?? told ?? '', { word, phone: call.phone }, around));
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

async function log({ agent, phone }: LoggedCall, word: NonNullable<LoggedCall['log']>, around: Around): Promise<Asked<Logged>> {
  const { simulation, workspace } = around;
  await until(word.atMs, simulation);
  const sentMs = simulation.now();
  const body = { leadId: leadIdOf(workspace, phone), agent, startedAt: word.startedAt, ...bodyOf(word) };
  const answer = await aPerson(simulation, { token: managerToken, name: word.note })({ method: 'POST', path: '/api/calls', body });
  if (!isTaken(answer)) return answer === 'lost' || isUnsure(answer) ? unknown : { kind: 'refused', says: refusal(word, answer) };
  const { id } = shownCall.parse(JSON.parse(answer.body.toString()));
  return { kind: 'kept', value: { id, log: { word, sentMs, once: true, followUpAt: await followUpOf(phone, around) } } };
}

/** Sent again only where nothing says that it was taken: a correction has no key, and each is a word of its own. */
async function correct(id: string, { word, phone }: { word: Word; phone: string }, around: Around): Promise<Asked<Kept>> {
  const { simulation } = around;
  await until(word.atMs, simulation);
  const headers = { authorization: `Bearer ${managerToken}`, 'content-type': 'application/json' };
  for (let tries = 1; tries <= mostTries; tries++) {
    const sentMs = simulation.now();
    const answer = await simulation.http({ method: 'PATCH', path: `/api/calls/${id}`, headers, body: JSON.stringify(bodyOf(word)) });
    if (isTaken(answer)) return { kind: 'kept', value: { word, sentMs, once: tries === 1, followUpAt: await followUpOf(phone, around) } };
    if (!isUnsure(answer)) return { kind: 'refused', says: refusal(word, answer) };
    await simulation.sleep(1_000 * 2 ** tries);
  }
  return unknown;
}

/** When the lead is to be called as it is kept at this moment. */
async function followUpOf(phone: string, { simulation, wiring, workspace }: Around): Promise<string | undefined> {
  const Key = marshall(leadKeys.lead(workspace, leadIdOf(workspace, phone)));
  const { body } = await simulation.dynamoDb('GetItem', { TableName: tableNamed('LEADS_TABLE', wiring), Key, ConsistentRead: true });
  const place = leadPlaceOf(unmarshall(found.parse(body).Item as Parameters<typeof unmarshall>[0])); // the wire's own form
  return place.kind === 'lead' ? place.lead.followUp?.at : undefined;
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

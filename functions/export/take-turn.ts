import type { ExportRequestedDetail } from '../../shared/contracts/events.ts';
import type { Export, ExportQuestion } from '../../shared/domain/export.ts';
import { plusSeconds } from '../../shared/domain/instant.ts';
import { callSource } from './call-source.ts';
import type { ExportDependencies } from './export-dependencies.ts';
import { ExportImpossible, TurnLost, TurnTaken } from './export-errors.ts';
import type { ExportSource, SourceContext } from './export-source.ts';
import { FileTooLarge } from './files/file-writer.ts';
import { finishFile } from './finish-file.ts';
import { leadSource } from './lead-source.ts';
import { reportSource } from './report-source.ts';
import { type Turn, turnOf } from './turn.ts';
import { writeFile } from './write-file.ts';

/** So many turns in a row may fail. */
const mostFailures = 4;

/** How a turn ended, and what went wrong in it. */
export type TurnResult = { result: 'done' | 'goes-on' | 'failed' | 'tries-again' | 'nothing-to-do'; error?: unknown };

const nothingToDo: TurnResult = { result: 'nothing-to-do' };

/**
 * Takes one turn of writing a file: from where the last one came to, until it is done or the function's time is. One function at a time has
 * the turn, and each of its writes is on condition that it still has.
 * @throws TurnTaken where another has it. @throws Error where not even the failure could be noted: the queue tries again.
 */
export async function takeTurn(
  asked: Pick<ExportRequestedDetail, 'workspace' | 'exportId' | 'turn'>,
  dependencies: ExportDependencies,
): Promise<TurnResult> {
  const found = await dependencies.exports.get(asked.workspace, asked.exportId);
  if (!found || found.turn !== asked.turn || found.state === 'done' || found.state === 'failed') return nothingToDo;
  const now = dependencies.now();
  if (found.lease !== null && found.lease > now) throw new TurnTaken(`Cannot write the export "${found.id}": another function does`);

  const turn = turnOf(found, dependencies);
  const lease = plusSeconds(now, Math.ceil(dependencies.remainingMs() / 1000));
  try {
    await turn.save({ state: 'running', lease, asOf: found.asOf ?? now });
  } catch (error) {
    // Another function has it, or this very write was sent twice: once its lease is over, the message tells.
    throw error instanceof TurnLost ? new TurnTaken(error.message) : error;
  }
  try {
    return await work(turn, dependencies);
  } catch (error) {
    return await afterFailure(error, turn);
  }
}

async function work(turn: Turn, dependencies: ExportDependencies): Promise<TurnResult> {
  const source = await sourceOf(turn.now(), dependencies);
  const written = await writeFile(turn, source, dependencies);
  if (written && (await finishFile(turn, dependencies))) return { result: 'done' };
  await turn.save({ turn: turn.now().turn + 1, lease: null });
  return { result: 'goes-on' };
}

async function afterFailure(error: unknown, turn: Turn): Promise<TurnResult> {
  if (error instanceof TurnLost) return nothingToDo;
  const isHopeless = error instanceof ExportImpossible || error instanceof FileTooLarge;
  const failures = turn.now().failures + 1;
  if (!isHopeless && failures <= mostFailures) {
    await turn.save({ turn: turn.now().turn + 1, lease: null, failures });
    return { result: 'tries-again', error };
  }
  const why = isHopeless
    ? error.message
    : `Redial could not read or write what it takes, ${failures} times in a row (${nameOf(error)}). Start it again; the log of the function "export" says more`;
  await turn.save({ state: 'failed', lease: null, failures, error: `The file could not be made: ${why}`, checkpoint: null });
  return { result: 'failed', error };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : 'no error';
}

/** @throws ExportImpossible where the workspace is gone. */
async function sourceOf(one: Export, dependencies: ExportDependencies): Promise<ExportSource> {
  const directory = await dependencies.workspaces.directory(one.workspace);
  if (!directory) throw new ExportImpossible('its workspace is not there any more');
  const { timezone, diallers, createdAt } = one;
  const context: SourceContext = { directory, timezone, diallers, createdAt, asOf: one.asOf ?? createdAt };
  return sources[one.question.kind](one.question as never, context, dependencies); // the table is keyed by the question's own kind
}

type SourceFor<Kind> = (
  question: Extract<ExportQuestion, { kind: Kind }>,
  context: SourceContext,
  dependencies: ExportDependencies,
) => ExportSource | Promise<ExportSource>;

const sources: { [Kind in ExportQuestion['kind']]: SourceFor<Kind> } = { calls: callSource, report: reportSource, leads: leadSource };

import type { ReportCall } from '../../../shared/domain/report-call.ts';
import { callIdOf } from '../../../shared/store/ids.ts';
import type { SimulatedState } from '../simulation/simulation.ts';
import { isTaken, type Sent } from './dialler.ts';
import { expectedCall } from './expected-call.ts';
import type { StoredState } from './stored-state.ts';
import type { Message, Said, Workload } from './workload.ts';

/** What was sent, what came of it, and what a manager was shown: all that the judge knows. */
export type Trial = {
  workload: Workload;
  sent: readonly Sent[];
  stored: StoredState;
  state: Pick<SimulatedState, 'events' | 'deadLetters' | 'denials' | 'injectedByKind' | 'objects' | 'uploads'>;
  /** By breakdown: the status and body of `GET /api/reports` in the end. */
  reports: ReadonlyMap<string, { status: number; body: string }>;
  /** Which dead letters are whose, by function. */
  deadLettersOf: (functionName: string) => SimulatedState['deadLetters'][string];
};

type Genuine = Extract<Message, { kind: 'genuine' }>;

/** A call of which something arrived: what of it is stored, and what reports have to know of it. */
export type KnownCall = { said: readonly Said[]; expected: ReportCall };

export function genuine(sent: readonly Sent[]): (Sent & { message: Genuine })[] {
  return sent.filter((one): one is Sent & { message: Genuine } => one.message.kind === 'genuine');
}

export function isAcknowledged({ attempts }: Sent): boolean {
  return attempts.some(({ answer }) => isTaken(answer));
}

/** Word and moment: what tells one thing said of a call from another. */
export function mark(word: string | undefined, at: string): string {
  return `${word} at ${at}`;
}

/**
 * The calls as they have to be: of what was acknowledged, and of what a dialler gave up on but is there all the same.
 * Whether that is right, other rules say.
 */
export function knownCalls({ workload, sent, stored }: Pick<Trial, 'workload' | 'sent' | 'stored'>): KnownCall[] {
  const marks = new Set(
    stored.calls.flatMap(({ recorded: { id, facts } }) => facts.map((fact) => `${id} ${mark(fact.word, fact.occurredAt)}`)),
  );
  const byCall = Map.groupBy(genuine(sent), ({ message }) => message.call);
  return [...byCall].flatMap(([planned, all]) => {
    const id = callIdOf(workload.directory.workspace, planned.connection.id, planned.externalId);
    const said = all
      .filter((one) => isAcknowledged(one) || marks.has(`${id} ${mark(one.message.said.word, one.message.said.at)}`))
      .map(({ message }) => message.said);
    return said.length === 0 ? [] : [{ said, expected: expectedCall(planned, said, workload) }];
  });
}

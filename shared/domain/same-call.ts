import type { RecordedCall } from './call.ts';
import { secondsBetween } from './instant.ts';

/** An agent's log and a dialler's webhook are of one call when both begin within this time. */
const withinSeconds = 10 * 60;

/** What a log says of its call, as far as a dialler may have told of the same. */
export type Logged = { leadId: string; agentId: string; startedAt: string };

/** The calls of diallers that a log may be about: the same lead and agent, begun about then, and nobody has logged them yet. */
export function callsMeant(logged: Logged, calls: readonly RecordedCall[]): RecordedCall[] {
  return calls.filter(
    ({ connection, facts, call }) =>
      connection !== null &&
      call.leadId === logged.leadId &&
      call.agent?.id === logged.agentId &&
      Math.abs(secondsBetween(call.startedAt, logged.startedAt)) <= withinSeconds &&
      !facts.some(({ source }) => source === 'agent'),
  );
}

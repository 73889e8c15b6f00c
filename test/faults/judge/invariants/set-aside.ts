import * as z from 'zod';
import type { Trial } from '../trial.ts';

const ofCall = z.object({ detail: z.object({ callId: z.string(), eventId: z.string() }) });
export type SetAside = z.infer<typeof ofCall>['detail'];

/** The events that lie in dead-letter queues of these functions. */
export function setAsideEvents(trial: Trial, functionNames: readonly string[]): SetAside[] {
  return functionNames.flatMap(trial.deadLettersOf).flatMap(({ body }) => {
    const read = ofCall.safeParse(JSON.parse(body));
    return read.success ? [read.data.detail] : [];
  });
}

/** The calls whose news a person has to see to. */
export function setAsideCalls(trial: Trial, functionNames: readonly string[]): ReadonlySet<string> {
  return new Set(setAsideEvents(trial, functionNames).map(({ callId }) => callId));
}

import type { Trial } from '../trial.ts';
import type { Invariant } from './invariant.ts';
import { setAsideEvents } from './set-aside.ts';

export const setAsideIsUndone: Invariant = {
  says: 'nothing is both in a dead-letter queue and applied',
  violations: (trial) =>
    setAsideEvents(trial, ['reassign']).flatMap(({ callId, eventId }) => {
      const isDecided = trial.stored.decisions.some(({ decision }) => decision.callId === callId);
      return isDecided && isOnlyEvent(eventId, callId, trial)
        ? [`event ${eventId} waits in the dead letters of reassign, and was decided on`]
        : [];
    }),
};

/** What makes a function fail, or a rule or queue that is to hand something to it. */
const disturbing = [
  ...(['crash-before', 'crash-after', 'crash-at-end', 'time-out', 'fail-before', 'fail-after', 'fail-entries'] as const),
  ...(['throttle', 'delay', 'target-fails'] as const),
];

export const setAsideForAReason: Invariant = {
  says: 'nothing is set aside where nothing went wrong',
  violations: ({ state }) => {
    const disturbed = disturbing.reduce((sum, kind) => sum + (state.injectedByKind[kind] ?? 0), 0);
    const aside = Object.entries(state.deadLetters).filter(([, messages]) => messages.length > 0);
    return aside.flatMap(([queue, messages]) =>
      disturbed >= leastFailures ? [] : [`${messages.length} messages are in ${queue}, and ${disturbed} things went wrong`],
    );
  },
};

/** Each queue and stream tries at least so often. */
const leastFailures = 3;

/** Another event of the same call may have been the one that was decided on. */
function isOnlyEvent(eventId: string, callId: string, { state }: Trial): boolean {
  const others = state.events.filter(
    ({ detail, detailType }) => detail.callId === callId && detail.eventId !== eventId && detailType !== 'Call Started',
  );
  return others.length === 0;
}

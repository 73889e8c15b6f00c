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

/** Another event of the same call may have been the one that was decided on. */
function isOnlyEvent(eventId: string, callId: string, { state }: Trial): boolean {
  const others = state.events.filter(
    ({ detail, detailType }) => detail.callId === callId && detail.eventId !== eventId && detailType !== 'Call Started',
  );
  return others.length === 0;
}

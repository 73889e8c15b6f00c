import { dayOf } from './business-day.ts';
import { instantOf } from './calling-hours.ts';
import type { FollowUpRecord } from './follow-up.ts';
import { type Instant, plusSeconds } from './instant.ts';

/** Upcoming: its time is yet to come. Due: its time has come, today. Overdue: its day is over. Done: it has ended, however. */
export const followUpStates = ['upcoming', 'due', 'overdue', 'done'] as const;
export type FollowUpState = (typeof followUpStates)[number];
export type OpenState = Exclude<FollowUpState, 'done'>;

/** From a moment on, until before another; open where none is given. */
export type Span = { from?: Instant; until?: Instant };

/** When open follow-ups of that state are, by the clocks and calendars of the workspace. The three touch, and never overlap. */
export function spanOf(state: OpenState, now: Instant, timezone: string): Span {
  const today = instantOf(dayOf(now, timezone), '00:00', timezone);
  const justAfter = plusSeconds(now, 0.001);
  switch (state) {
    case 'overdue':
      return { until: today };
    case 'due':
      return { from: today, until: justAfter };
    case 'upcoming':
      return { from: justAfter };
    default:
      return state satisfies never;
  }
}

export function followUpState({ at, end }: Pick<FollowUpRecord, 'at' | 'end'>, now: Instant, timezone: string): FollowUpState {
  if (end) return 'done';
  if (at > now) return 'upcoming';
  return dayOf(at, timezone) === dayOf(now, timezone) ? 'due' : 'overdue';
}

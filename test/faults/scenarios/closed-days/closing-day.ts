import { Temporal } from 'temporal-polyfill';
import type { Day } from '../../../../shared/domain/instant.ts';

/** A day of some zone, and when it closes. */
export type ClosingDay = { day: Day; startMs: number; closesMs: number; closeAfterHours: number };

const halfHourMs = 1_800_000;

/** The day before yesterday, in a zone whose hours begin at half past, and the setting by which it closes at the next half hour. */
export function closingDay(nowMs: number, timezone: string): ClosingDay {
  const closesMs = Math.ceil(nowMs / halfHourMs) * halfHourMs;
  const end = Temporal.Instant.fromEpochMilliseconds(closesMs).toZonedDateTimeISO(timezone).startOfDay().subtract({ days: 1 });
  const start = end.subtract({ days: 1 });
  return {
    day: start.toPlainDate().toString(),
    startMs: start.epochMilliseconds,
    closesMs,
    closeAfterHours: (closesMs - end.epochMilliseconds) / 3_600_000,
  };
}

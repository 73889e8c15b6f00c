import { type DayEventDetail, type DayRestatedDetail, eventSource, type RedialEvent } from '../../shared/contracts/events.ts';
import type { UntoldRestatement } from '../../shared/store/report-store.ts';
import type { ComputedDay } from './save-rolled-up-day.ts';

/** The same recomputation has the same event, however often it is told. */
export function dayRolledUp({ workspace, day, begun: { generation }, calls, begunAt }: ComputedDay): RedialEvent<DayEventDetail> {
  const eventId = `day-rolled-up:${workspace}:${day}:${generation}`;
  return {
    source: eventSource,
    'detail-type': 'Day Rolled Up',
    detail: { eventId, workspace, version: generation, occurredAt: begunAt, day, calls },
  };
}

/** The same restatement has the same event, also where a later recomputation makes up for telling it. */
export function dayRestated(
  { workspace, day }: Pick<ComputedDay, 'workspace' | 'day'>,
  { version, at, calls, causes }: UntoldRestatement,
): RedialEvent<DayRestatedDetail> {
  const eventId = `day-restated:${workspace}:${day}:${version}`;
  return {
    source: eventSource,
    'detail-type': 'Day Restated',
    detail: { eventId, workspace, version, occurredAt: at, day, calls, causes: [...causes] },
  };
}

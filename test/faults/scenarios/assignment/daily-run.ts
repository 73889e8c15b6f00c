import { Temporal } from 'temporal-polyfill';
import type { Trial } from '../../judge/trial.ts';
import type { Assigning } from './assigning.ts';
import type { Seen } from './managers.ts';

/** The run of the day is made, once: it hands out what was there, and leaves what came after it to the next. */
export function wrongDailyRuns({ workload, stored }: Trial, { late }: Seen, { staff, hours, runAtMs }: Assigning): string[] {
  const { policy, settings } = workload.directory;
  const day = Temporal.Instant.fromEpochMilliseconds(runAtMs).toZonedDateTimeISO(settings.timezone).toPlainDate().toString();
  const daily = stored.decisions.map(({ decision }) => decision).filter(({ id }) => id.startsWith('daily-'));
  const handsOut = policy.statuses.includes('unassigned') && staff === 'plenty' && hours !== 'over';
  const never = workload.leads.filter(
    ({ id, owners }) => owners.length === 0 && stored.leads.some((lead) => lead.id === id && lead.owners.length === 0 && !lead.followUp),
  );
  // Where nothing was decided by it before, it may have been late.
  const wasMade = late !== undefined && daily.some(({ at }) => Date.parse(at) < late.addedAtMs);
  return [
    ...daily.flatMap(({ id, at, leadId }) => [
      ...(id === `daily-${day}` ? [] : [`a run is ${id}, on ${day}`]),
      ...(Date.parse(at) >= runAtMs ? [] : [`the daily run decided at ${at}, before its time`]),
      ...(wasMade && leadId === late.leadId ? [`lead ${leadId} came when the daily run was over, and was handed out by it`] : []),
    ]),
    ...(handsOut ? never.map(({ id }) => `lead ${id} has nobody, and the daily run gave it to nobody`) : []),
  ];
}

import { dayOf } from './business-day.ts';
import { type Day, type Instant, plusSeconds } from './instant.ts';
import type { Settings } from './workspace.ts';

/** The earliest business day that has not closed: a day closes so many hours after its end in the workspace's zone. */
export function firstOpenDay(settings: Pick<Settings, 'timezone' | 'closeAfterHours'>, now: Instant): Day {
  return dayOf(plusSeconds(now, -settings.closeAfterHours * 3600), settings.timezone);
}

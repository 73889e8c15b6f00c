import type { Day, Instant } from './instant.ts';
import type { Direction, Status } from './status.ts';

/** An ended or live call with what reports and lead reach need, and nothing else: what the indexes project. */
export type ReportCall = {
  id: string;
  day: Day;
  startedAt: Instant;
  endedAt: Instant | null;
  /** False while in progress. */
  ended: boolean;
  status: Status;
  direction: Direction | null;
  talkSeconds: number;
  agent: string | null;
  branch: string | null;
  department: string | null;
  campaign: string | null;
  tags: readonly string[];
  leadId: string | null;
  /** Seconds until an inbound call was answered, or its caller gave up; absent for others, and where nobody said. */
  waitSeconds?: number;
};

import * as z from 'zod';
import type { FollowUpRecord } from '../../../../shared/domain/follow-up.ts';
import type { Trial } from '../../judge/trial.ts';

const detail = z.object({
  eventId: z.string(),
  version: z.number(),
  occurredAt: z.string(),
  followUpId: z.string(),
  leadId: z.string(),
  agentId: z.string().nullable(),
  at: z.string(),
  resolution: z.string().nullable(),
  resolvedByCallId: z.string().nullable(),
});

/** `toldAt`: when the bus first heard it. */
type Told = z.infer<typeof detail> & { type: string; toldAt: number };

/** What the bus was told of a follow-up, in the order of what happened to it; each event once, however often it came. */
function toldOf({ id }: FollowUpRecord, { state }: Trial): Told[] {
  const told = state.events
    .filter(({ detailType }) => detailType.startsWith('Follow-up '))
    .map((event): Told => ({ ...detail.parse(event.detail), type: event.detailType, toldAt: event.at }))
    .filter(({ followUpId }) => followUpId === id);
  return [...new Map(told.toReversed().map((one) => [one.eventId, one])).values()].sort((a, b) => a.version - b.version);
}

/** What the events of a follow-up tell that did not happen, or leave out. */
export function wronglyTold(record: FollowUpRecord, trial: Trial, endMs: number): string[] {
  const told = toldOf(record, trial);
  const [first] = told;
  const resolved = told.filter(({ type }) => type === 'Follow-up Resolved');
  const scheduled = told.filter(({ type }) => type === 'Follow-up Scheduled');
  const last = scheduled.at(-1);
  const isRight =
    record.end === null
      ? resolved.length === 0
      : resolved.length === 1 &&
        told.at(-1) === resolved[0] &&
        resolved[0]?.resolution === record.end.resolution &&
        resolved[0].resolvedByCallId === record.end.callId;
  const wrong = [
    ...(first?.type === 'Follow-up Scheduled' ? [] : ['was not told to be scheduled first']),
    ...(last?.at === record.at ? [] : [`was told to be scheduled for ${last?.at}, where it is ${record.at}`]),
    ...(isRight
      ? []
      : [`was told to be resolved ${resolved.length} times (${resolved[0]?.resolution}), where it is ${record.end?.resolution}`]),
    ...scheduled.flatMap((one, index) => wronglyDue(told, { one, next: scheduled[index + 1] ?? resolved[0], endMs })),
  ];
  return wrong.map((what) => `follow-up ${record.id} ${what}`);
}

/** For each time that it is scheduled for it falls due once: where its time came while it stood so. */
function wronglyDue(told: readonly Told[], { one, next, endMs }: { one: Told; next: Told | undefined; endMs: number }): string[] {
  const until = next?.version ?? Number.POSITIVE_INFINITY;
  const due = told.filter(({ type, version }) => type === 'Follow-up Due' && version > one.version && version < until);
  const stoodUntilMs = next ? Date.parse(next.occurredAt) : endMs;
  const hadTime = Math.max(Date.parse(one.at), Date.parse(one.occurredAt)) < stoodUntilMs - patienceMs;
  return [
    ...(due.length > 1 ? [`was told to be due ${due.length} times for ${one.at}`] : []),
    ...(due.length === 0 && hadTime && !next ? [`was never told to be due at ${one.at}`] : []),
    ...due.flatMap((reminder) => [
      ...(reminder.at === one.at ? [] : [`was told to be due at ${reminder.at}, where it was ${one.at}`]),
      ...(reminder.occurredAt >= one.at ? [] : [`was told to be due at ${reminder.occurredAt}, before ${one.at}`]),
    ]),
  ];
}

/** Follow-ups are looked at each minute; a lead that others keep writing has to wait for the next. */
const patienceMs = 130_000;

/** How late the reminders were: those that came after two looks. */
export function toldLate(record: FollowUpRecord, trial: Trial): string[] {
  const told = toldOf(record, trial);
  return told.flatMap(({ type, at, version, occurredAt }) => {
    const since = told.findLast((one) => one.type === 'Follow-up Scheduled' && one.version < version);
    if (type !== 'Follow-up Due' || !since) return [];
    // What a dialler agreed on may come to the lead after its time.
    const lateMs = Date.parse(occurredAt) - Math.max(Date.parse(at), Date.parse(since.occurredAt), since.toldAt);
    return lateMs <= patienceMs ? [] : [`follow-up ${record.id} was told to be due ${Math.round(lateMs / 1000)} s late`];
  });
}

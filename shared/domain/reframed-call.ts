import type { Frame, RecordedCall } from './call.ts';
import { callFrom } from './call-from.ts';
import type { Day } from './instant.ts';

/** The settings that are frozen on a call: what its day and its numbers follow from. */
export type FrameSettings = Pick<Frame, 'timezone' | 'machineIsConversation'>;

export type Reframing = {
  settings: FrameSettings;
  /** Whether calls may still leave a day or come to it: not where its rows are all that is left of some of its calls. */
  mayChange: (day: Day) => boolean;
};

/** The call as if it had been taken in under these settings; undefined where it was, or where its day, the old or the new, may not change. */
export function reframedCall(recorded: RecordedCall, { settings, mayChange }: Reframing): RecordedCall | undefined {
  const { timezone, machineIsConversation } = settings;
  const frame: Frame = { ...recorded.frame, timezone, machineIsConversation };
  if (isSameFrame(recorded.frame, frame)) return undefined;
  const call = callFrom(recorded.facts, frame);
  if (call.day !== recorded.call.day && ![call.day, recorded.call.day].every(mayChange)) return undefined;
  return { ...recorded, version: recorded.version + 1, frame, call };
}

/** Whether nobody said anything new of the call: it is only counted by other settings than before. */
export function isReframed(before: RecordedCall, after: RecordedCall): boolean {
  const known = new Set(before.facts.map(({ id }) => id));
  return !isSameFrame(before.frame, after.frame) && after.facts.every(({ id }) => known.has(id));
}

function isSameFrame(a: FrameSettings, b: FrameSettings): boolean {
  return a.timezone === b.timezone && a.machineIsConversation === b.machineIsConversation;
}

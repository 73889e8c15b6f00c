import type { Instant } from '../../../shared/domain/instant.ts';
import type { TimeFormat } from './field-plan.ts';
import type { MessageFields } from './message-fields.ts';

const msIn = { epoch: 1000, 'epoch-ms': 1 } as const satisfies Record<Exclude<TimeFormat, 'iso' | 'local'>, number>;
const latestEpochMs = 253_402_300_799_999; // the last millisecond of the year 9999

/** A time in the format that the connection's map gives; a clock at 0 says none. ISO and local times are read as every other dialler's. */
export function instantIn(fields: MessageFields, name: string, format: TimeFormat): Instant | undefined {
  if (fields.has(name) && /^\s*0+(?:\.0*)?\s*$/.test(fields.text(name) ?? '')) return undefined;
  if (format === 'iso' || format === 'local') return fields.instant(name);
  return fields.read(
    name,
    (text) => epochTime(text.trim(), msIn[format]),
    `Unix time in ${format === 'epoch' ? 'seconds' : 'milliseconds'}`,
  );
}

function epochTime(text: string, msEach: number): Instant | undefined {
  const ms = /^\d{1,15}(?:\.\d{1,9})?$/.test(text) ? Math.round(Number(text) * msEach) : Number.NaN;
  return ms <= latestEpochMs ? new Date(ms).toISOString() : undefined;
}

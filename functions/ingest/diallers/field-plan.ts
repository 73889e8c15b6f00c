import { type DurationUnit, durationUnits } from './duration-of.ts';
import { fieldPresets, type Preset } from './field-presets.ts';

export const timeFormats = ['iso', 'epoch', 'epoch-ms', 'local'] as const;
export type TimeFormat = (typeof timeFormats)[number];

type Paths = Readonly<Record<string, string>>;

/** How the messages of one connection are read. */
export type FieldPlan = {
  /** Dot paths by the name of the field; alternatives are divided by `|`. */
  paths: Paths;
  /** Paths that are others on an inbound call. */
  inbound: Paths;
  words: Readonly<Record<string, string>>;
  directions: Readonly<Record<string, string>>;
  durationUnit: DurationUnit;
  timeFormat: TimeFormat;
  urlEncoded: boolean;
};

/** The connection's own map over that of the preset that it names: what it says itself goes first. */
export function fieldPlan(fieldMap: Readonly<Record<string, string>>): FieldPlan {
  const { preset: name, durationUnit, timeFormat, ...own } = fieldMap;
  const preset: Preset = (name !== undefined && Object.hasOwn(fieldPresets, name) ? fieldPresets[name] : undefined) ?? { paths: {} };
  const inbound = Object.entries(preset.inbound ?? {}).filter(([field]) => own[field] === undefined);
  return {
    paths: { ...preset.paths, ...own },
    inbound: Object.fromEntries(inbound),
    words: preset.words ?? {},
    directions: preset.directions ?? {},
    durationUnit: durationUnits.find((unit) => unit === durationUnit) ?? preset.durationUnit ?? 'seconds',
    timeFormat: timeFormats.find((format) => format === timeFormat) ?? preset.timeFormat ?? 'iso',
    urlEncoded: preset.urlEncoded ?? false,
  };
}

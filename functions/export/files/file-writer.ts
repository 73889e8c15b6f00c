import type { Cells, Column } from './column.ts';

/** What a file says of itself, where its format has a place for it. */
export type AboutFile = {
  /** Name of the sheet: `Calls`. */
  title: string;
  /** What was asked, zone, definitions, as-of: a label and a value each. */
  facts: readonly (readonly [label: string, value: string | number])[];
};

export type FileOptions = {
  columns: readonly Column[];
  /** IANA zone whose times the file shows. */
  timezone: string;
  /** Begin a CSV with a byte order mark. */
  bom: boolean;
};

/**
 * Turns rows into the bytes of a file, piece by piece. After each piece `state` says all that another writer needs to go on from there:
 * what is written on one machine until here and on another from here is the same file.
 */
export type FileWriter = {
  rows(rows: readonly Cells[]): Uint8Array;
  end(about: AboutFile): Uint8Array;
  state(): string;
};

/** Begins a file, or goes on where a writer had this state. */
export type MakeWriter = (options: FileOptions, state?: string) => FileWriter;

/** The rows cannot be had in this format; the message says what to ask for instead. */
export class FileTooLarge extends Error {
  override name = 'FileTooLarge';
}

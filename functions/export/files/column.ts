/** What a spreadsheet has to know of a column. An `instant` is RFC 3339 in UTC, a `day` is `YYYY-MM-DD`, a `share` is 0 to 1; of a `decimal` one place is shown. */
export type ColumnType = 'text' | 'number' | 'decimal' | 'share' | 'boolean' | 'instant' | 'day';

export type Column = {
  name: string;
  type: ColumnType;
  /** In characters. */
  width: number;
};

/** A cell in the type of its column; null is an empty one. */
export type Cell = string | number | boolean | null;

export type Cells = readonly Cell[];

export function column(name: string, type: ColumnType = 'text', width = widths[type]): Column {
  return { name, type, width };
}

const widths: Record<ColumnType, number> = { text: 16, number: 11, decimal: 11, share: 11, boolean: 11, instant: 20, day: 12 };

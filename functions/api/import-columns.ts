import { invalid } from '../../shared/lambda/http/problem.ts';

const importColumns = ['phone', 'name', 'status', 'owner', 'tags', 'campaign', 'source', 'timezone'] as const;
export type ImportColumn = (typeof importColumns)[number];

/** Where the columns of a file are, and which of its columns nothing of a lead is named by. */
export type ImportColumns = { at: ReadonlyMap<ImportColumn, number>; width: number; unknown: string[] };

/** @throws Problem 400 where a column is there twice, or phone is not. */
export function columnsOf(header: readonly string[]): ImportColumns {
  const names = header.map((cell) => cell.toLowerCase().replace(/\s+/g, ''));
  const twice = names.filter((name, at) => name !== '' && names.indexOf(name) !== at);
  if (twice.length > 0) throw invalid([...new Set(twice)].map((path) => ({ path, message: 'the header has this column twice' })));
  const at = new Map(importColumns.map((column) => [column, names.indexOf(column)] as const).filter(([, index]) => index !== -1));
  const unknown = header.map((cell) => cell.trim()).filter((_, index) => names[index] !== '' && ![...at.values()].includes(index));
  if (at.has('phone')) return { at, width: header.length, unknown };
  const there = unknown.length > 0 || at.size > 0 ? `it has ${[...at.keys(), ...unknown].join(', ').slice(0, 300)}` : 'it is empty';
  throw invalid([{ path: 'phone', message: `the first line of the file has to name the columns, phone among them; ${there}` }]);
}

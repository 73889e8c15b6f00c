/** What a benchmark found: rows of what was measured and its figure. */
export type Table = { name: string; rows: [string, string][] };

export function markdownOf({ name, rows }: Table): string {
  return [`## ${name}`, '', '| What | Figure |', '| --- | --- |', ...rows.map(([what, figure]) => `| ${what} | ${figure} |`), ''].join(
    '\n',
  );
}

/** The middle one of figures; noise of a shared machine is in the tails. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

import { type Combination, directionsOfCells, numberOf } from './combinations.ts';
import type { Day } from './instant.ts';
import { type DimensionName, reportFamilies } from './report-families.ts';
import type { ReportRow, RowDimensions } from './report-row.ts';
import { compare } from './said.ts';
import { statuses } from './status.ts';
import { addSums, noSums } from './sums.ts';

/** A row in the making: its group of combinations, direction and hour say which one, where its family keeps them. */
type Part = { combination: Combination; direction: number; hour: number; byStatus: ReportRow['byStatus'] };
type Keeps = readonly DimensionName[];

/** Rows of every family of a day, sorted; the order of the combinations and of their cells does not matter. */
export function familyRows(day: Day, combinations: readonly Combination[]): ReportRow[] {
  const made: { id: string; keeps: Keeps; parts: Part[] }[] = [];
  const cells = combinations.flatMap(partsOf);
  for (const { id, keeps } of reportFamilies.toReversed()) {
    // Made of the smallest family so far that keeps all that it keeps: it has far fewer parts than there are cells.
    const source = made.findLast((finer) => keeps.every((name: DimensionName) => finer.keeps.includes(name)))?.parts ?? cells;
    made.push({ id, keeps, parts: summed(source, groupsOf(combinations, keeps), keeps) });
  }
  return made.reverse().flatMap(({ id, keeps, parts }) => parts.map((part) => rowOf(part, { family: id, day, keeps })));
}

function partsOf(combination: Combination): Part[] {
  const cells = combination.cells.filter((cell) => cell !== undefined);
  return cells.map(({ direction, hour, byStatus }) => ({ combination, direction: numberOf(direction), hour, byStatus }));
}

/** Numbers the groups of combinations that are the same in what is kept, in the order of what they are: numbers are found faster than texts. */
export function groupsOf(combinations: readonly Combination[], keeps: Keeps): ReadonlyMap<Combination, number> {
  const texts = new Map(combinations.map((one) => [one, JSON.stringify(Object.values(keptOf(one.dimensions, keeps)))]));
  const numbers = new Map([...new Set(texts.values())].sort(compare).map((text, number) => [text, number]));
  return new Map([...texts].map(([one, text]) => [one, numbers.get(text) ?? 0]));
}

function summed(source: readonly Part[], groups: ReadonlyMap<Combination, number>, keeps: Keeps): Part[] {
  const [keepsDirection, keepsHour] = [keeps.includes('direction'), keeps.includes('hour')];
  const parts = new Map<number, Part>();
  for (const { combination, byStatus, ...cell } of source) {
    const direction = keepsDirection ? cell.direction : 0;
    const hour = keepsHour ? cell.hour : 0;
    const place = ((groups.get(combination) ?? 0) * directionsOfCells.length + direction) * 24 + hour;
    let part = parts.get(place);
    if (!part) {
      part = { combination, direction, hour, byStatus: {} };
      parts.set(place, part);
    }
    addByStatus(part.byStatus, byStatus);
  }
  return [...parts].sort(([a], [b]) => a - b).map(([, part]) => part);
}

function addByStatus(into: ReportRow['byStatus'], more: ReportRow['byStatus']): void {
  for (const status of statuses) {
    const sums = more[status];
    if (!sums) continue;
    const known = into[status];
    if (known) addSums(known, sums);
    else into[status] = addedTo(sums);
  }
}

function addedTo(sums: Parameters<typeof addSums>[1]) {
  const fresh = noSums();
  addSums(fresh, sums);
  return fresh;
}

type Family = { family: string; day: Day; keeps: Keeps };

function rowOf({ combination, direction, hour, byStatus }: Part, { family, day, keeps }: Family): ReportRow {
  const all = { ...combination.dimensions, direction: directionsOfCells[direction] ?? null, hour };
  return { family, day, dimensions: keptOf(all, keeps), byStatus };
}

function keptOf(dimensions: RowDimensions, keeps: Keeps): RowDimensions {
  const kept: RowDimensions = {};
  for (const name of keeps) copy(kept, dimensions, name);
  return kept;
}

function copy<Name extends DimensionName>(to: RowDimensions, from: RowDimensions, name: Name): void {
  const value = from[name];
  if (value !== undefined) to[name] = value;
}

import type { Change } from './secondary-index.ts';
import type { Table } from './table.ts';
import { sameItem } from './values/same-value.ts';
import { sizeOf } from './values/size-of.ts';

export type Wanted = 'INDEXES' | 'TOTAL' | 'NONE' | undefined;
type Units = { CapacityUnits: number };
type Consumed = Units & { TableName: string; Table?: Units; GlobalSecondaryIndexes?: Record<string, Units> };

/** Read units of so many bytes; nothing found costs as much as one small item. */
export function readUnits(bytes: number, isConsistent: boolean): number {
  return Math.max(1, Math.ceil(bytes / 4096)) * (isConsistent ? 1 : 0.5);
}

/** What was consumed of one table or one of its indexes by a read, as far as it was asked for. */
export function readCapacity(table: Table, wanted: Wanted, units: number, index?: string): Consumed | undefined {
  if (wanted === undefined || wanted === 'NONE') return undefined;
  const detail =
    index === undefined ? { Table: { CapacityUnits: units } } : { GlobalSecondaryIndexes: { [index]: { CapacityUnits: units } } };
  return { TableName: table.definition.name, CapacityUnits: units, ...(wanted === 'INDEXES' && detail) };
}

/** What writes of one table consumed, indexes included; a transaction pays the table twice. Source: developer guide, "Global secondary indexes". */
export function writeCapacity(table: Table, wanted: Wanted, writes: readonly Omit<Change, 'atMs'>[], factor = 1): Consumed | undefined {
  if (wanted === undefined || wanted === 'NONE') return undefined;
  const own = writes.reduce((units, { before, after }) => units + kilobytes(before, after) * factor, 0);
  const indexes = [...table.indexes.values()].map((index) => {
    const units = writes.reduce((sum, { before, after }) => {
      const [old, fresh] = [index.entryOf(before), index.entryOf(after)];
      if (old && fresh && sameItem(old, fresh)) return sum;
      const isMoved = old && fresh && table.indexSeen(index, 0).order(old, fresh) !== 0;
      return sum + (old || fresh ? (isMoved ? kilobytes(old) + kilobytes(fresh) : kilobytes(old, fresh)) : 0);
    }, 0);
    return [index.definition.name, { CapacityUnits: units * factor }] as const;
  });
  const consumed = indexes.filter(([, { CapacityUnits }]) => CapacityUnits > 0);
  const CapacityUnits = consumed.reduce((sum, [, units]) => sum + units.CapacityUnits, own);
  const detail = { Table: { CapacityUnits: own }, ...(consumed.length > 0 && { GlobalSecondaryIndexes: Object.fromEntries(consumed) }) };
  return { TableName: table.definition.name, CapacityUnits, ...(wanted === 'INDEXES' && detail) };
}

function kilobytes(...items: readonly Change['before'][]): number {
  return Math.max(1, ...items.map((item) => Math.ceil((item ? sizeOf(item) : 0) / 1024)));
}

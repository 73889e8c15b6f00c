import { type Metric, metrics } from '../../shared/domain/metrics.ts';
import { type Status, statuses } from '../../shared/domain/status.ts';
import type { SummaryRow } from '../../shared/domain/summarise.ts';
import { type Cell, type Cells, type Column, type ColumnType, column } from './files/column.ts';

type ReportColumn = Column & { of: (row: SummaryRow) => Cell };

const entries = Object.entries(metrics) as [keyof typeof metrics, Metric][]; // Object.entries forgets its keys

const typeOf: Record<Metric['kind'], ColumnType> = { count: 'number', 'by-status': 'number', rate: 'share', ratio: 'decimal' };

/** A column for each measure of the dictionary, in its order: a ratio as its value, and the statuses a column each. */
const measureColumns = entries.flatMap(([id, metric]): ReportColumn[] => {
  if (metric.kind === 'by-status') {
    return statuses.map((status: Status) => ({ ...column(status, 'number'), of: (row) => row.byStatus[status] }));
  }
  return [{ ...column(id, typeOf[metric.kind]), of: (row) => numberOf(row[id]) }];
});

export const reportColumns: readonly ReportColumn[] = [
  { ...column('period', 'text', 23), of: ({ period }) => period },
  { ...column('key', 'text', 22), of: ({ key }) => key },
  { ...column('label', 'text', 24), of: ({ label }) => label },
  ...measureColumns,
];

export function reportCells(row: SummaryRow): Cells {
  return reportColumns.map(({ of }) => of(row));
}

function numberOf(measure: SummaryRow[keyof typeof metrics]): number | null {
  if (typeof measure === 'number') return measure;
  return 'value' in measure && typeof measure.value !== 'undefined' ? measure.value : null;
}

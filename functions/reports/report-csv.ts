import { stringify } from 'csv-stringify/sync';
import { statuses } from '../../shared/domain/status.ts';
import type { SummaryRow } from '../../shared/domain/summarise.ts';
import type { ReportAnswer } from './answer-report.ts';
import { csvText } from './csv-text.ts';

const columns: readonly { name: string; of: (row: SummaryRow) => string | number | null }[] = [
  { name: 'period', of: (row) => row.period },
  { name: 'key', of: (row) => row.key },
  { name: 'label', of: (row) => row.label },
  { name: 'calls', of: (row) => row.calls },
  ...statuses.map((status) => ({ name: status, of: (row: SummaryRow) => row.byStatus[status] })),
  { name: 'attempts', of: (row) => row.attempts },
  { name: 'connected', of: (row) => row.connected },
  { name: 'pickUpRate', of: (row) => row.pickUpRate.value },
  { name: 'conversations', of: (row) => row.conversations },
  { name: 'talkSeconds', of: (row) => row.talkSeconds },
  { name: 'averageTalkSeconds', of: (row) => row.averageTalkSeconds.value },
  { name: 'inbound', of: (row) => row.inbound },
  { name: 'inboundAnswered', of: (row) => row.inboundAnswered },
  { name: 'missed', of: (row) => row.missed },
  { name: 'missedRate', of: (row) => row.missedRate.value },
  { name: 'missedReturned', of: (row) => row.missedReturned },
];

/** The rows of a report as CSV (RFC 4180, UTF-8): the measures in their order, the statuses a column each, a ratio as its value and empty where it has none. */
export function reportCsv({ rows }: Pick<ReportAnswer, 'rows'>): string {
  const table = rows.map((row) => columns.map(({ of }) => of(row)));
  return stringify([columns.map(({ name }) => name), ...table], {
    record_delimiter: 'windows',
    quote_record_delimiter: true,
    cast: { string: csvText },
  });
}

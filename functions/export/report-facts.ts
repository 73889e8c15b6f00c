import type { ReportQuestion } from '../../shared/domain/report-question.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { ReportAnswer } from '../reports/answer-report.ts';
import { daysInWords } from './export-source.ts';
import type { AboutFile } from './files/file-writer.ts';
import { filterFacts } from './filter-facts.ts';

/** What a file with a report says of it. */
export function reportFacts(
  { definitions, asOf, open }: Pick<ReportAnswer, 'definitions' | 'asOf' | 'open'>,
  { from, to, by, interval, filters }: ReportQuestion,
  directory: Directory,
): AboutFile['facts'] {
  return [
    ['Report of', daysInWords(from, to)],
    ['By', by],
    ['Interval', interval],
    ...filterFacts(filters, directory),
    ['Definitions', definitions],
    ['Counted as of', asOf],
    ['Days that can still change', open.join(', ') || 'none'],
  ];
}

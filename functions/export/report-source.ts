import type { ExportQuestion } from '../../shared/domain/export.ts';
import { answerReport } from '../reports/answer-report.ts';
import type { ExportSource, RowPage, SourceContext, SourceDependencies } from './export-source.ts';
import { reportCells, reportColumns } from './report-columns.ts';
import { reportFacts } from './report-facts.ts';

type Question = Extract<ExportQuestion, { kind: 'report' }>;

const pageSize = 500;

/** The rows of a report, answered anew in each turn: between two of them its days may be counted again. */
export async function reportSource(
  { question }: Question,
  { directory }: SourceContext,
  { reports, now }: SourceDependencies,
): Promise<ExportSource> {
  const answer = await answerReport(question, { reports, directory, now });
  return {
    title: 'Report',
    columns: reportColumns,
    goesOn: false,
    facts: reportFacts(answer, question, directory),
    pages: async function* () {
      for (let start = 0; start < answer.rows.length; start += pageSize) {
        const rows = answer.rows.slice(start, start + pageSize).map(reportCells);
        yield { rows, place: String(start), progress: (start + rows.length) / answer.rows.length } satisfies RowPage;
      }
    },
  };
}

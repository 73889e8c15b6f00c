import type { ReportQuestion } from '../../shared/domain/report-question.ts';
import type { Directory } from '../../shared/domain/workspace.ts';
import type { FileAnswer } from '../../shared/lambda/http/response-of.ts';
import { csvWriter } from '../export/files/csv-writer.ts';
import type { AboutFile, MakeWriter } from '../export/files/file-writer.ts';
import { xlsxWriter } from '../export/files/xlsx-writer.ts';
import { reportCells, reportColumns } from '../export/report-columns.ts';
import { reportFacts } from '../export/report-facts.ts';
import type { ReportAnswer } from './answer-report.ts';

type Reported = { answer: ReportAnswer; question: ReportQuestion; directory: Directory; bom: boolean };

const formats: Record<'csv' | 'xlsx', { make: MakeWriter; contentType: string }> = {
  csv: { make: csvWriter, contentType: 'text/csv; charset=utf-8' },
  xlsx: { make: xlsxWriter, contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
};

/** The rows of a report as a file: the very one that an export of the report is. */
export function reportFile(format: 'csv' | 'xlsx', { answer, question, directory, bom }: Reported): FileAnswer {
  const { make, contentType } = formats[format];
  const writer = make({ columns: reportColumns, timezone: answer.timezone, bom });
  const about: AboutFile = { title: 'Report', facts: [...reportFacts(answer, question, directory), ['Time zone', answer.timezone]] };
  const bytes = Buffer.concat([writer.rows(answer.rows.map(reportCells)), writer.end(about)]);
  const name = `redial-${question.from}-${question.to}-by-${question.by}.${format}`;
  const headers = { 'content-type': contentType, 'content-disposition': `attachment; filename="${name}"` };
  return { status: 200, file: format === 'csv' ? bytes.toString() : bytes, headers };
}

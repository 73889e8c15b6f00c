import readExcelFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { csvText } from '../../../functions/export/files/csv-text.ts';
import { reportFile } from '../../../functions/reports/report-file.ts';
import type { ReportCall } from '../../../shared/domain/report-call.ts';
import type { ReportQuestion } from '../../../shared/domain/report-question.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { summarise } from '../../../shared/domain/summarise.ts';
import { aDirectory, anAgent, aReportCall, at } from '../../builders.ts';

const day = '2026-11-22';
const header =
  'period,key,label,calls,Called,Busy,No Answer,Missed,In-progress,Follow up,Rescheduled,attempts,connected,pickUpRate,conversations,talkSeconds,averageTalkSeconds,inbound,inboundAnswered,missed,missedRate,missedReturned';

const question: ReportQuestion = { from: day, to: day, interval: 'day', by: 'agent', filters: { agent: 'a_asha' } };

function fileOf(format: 'csv' | 'xlsx', agentName: string, calls: ReportCall[], bom = false) {
  const directory = aDirectory({ agents: [anAgent('a_asha', { name: agentName })] });
  const { timezone } = directory.settings;
  const rows = rowsOf(calls, { day, settings: directory.settings, later: [] });
  const { from, to, interval, by } = question;
  const known = { from, to, interval, by, timezone, definitions: '2', asOf: at(), open: [day] };
  const answer = { ...known, ...summarise(rows, { ...question, filters: {} }, directory) };
  return reportFile(format, { answer, question, directory, bom });
}

const calls = [aReportCall({ status: 'Called', talkSeconds: 10 }), aReportCall(), aReportCall(), aReportCall({ agent: null })];
const csvOf = (agentName: string) => String(fileOf('csv', agentName, calls).file);

describe('a report as CSV', () => {
  it('has a column for each measure and status, ratios as values, empty where they have none', () => {
    expect(csvOf('Asha').split('\r\n')).toEqual([
      header,
      '2026-11-22,a_asha,Asha,3,1,0,2,0,0,0,0,3,1,0.3333333333333333,0,10,10,0,0,0,,0',
      '2026-11-22,,No agent,1,0,0,1,0,0,0,0,1,0,0,0,0,,0,0,0,,0',
      '',
    ]);
  });

  it('is a header alone where there is nothing to report', () => {
    expect(fileOf('csv', 'Asha', []).file).toBe(`${header}\r\n`);
    expect(fileOf('csv', 'Asha', [], true).file).toBe(`\uFEFF${header}\r\n`);
  });

  it.each([
    ['Rao, Asha', '"Rao, Asha"'],
    ['Asha "A" Rao', '"Asha ""A"" Rao"'],
    ['Asha\nRao', '"Asha\nRao"'],
    ['अशा', 'अशा'],
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2', "'-2"],
    ['+sum', "'+sum"],
    ['\tAsha', "'\tAsha"],
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+919812345678', '"+919812345678"'],
  ])('writes the name %j as %s', (name, cell) => {
    expect(csvOf(name)).toContain(`2026-11-22,a_asha,${cell},3,`);
  });
});

describe('a report as XLSX', () => {
  it('has typed measures, and a first sheet that says what was asked, by which definitions, and as of when', async () => {
    const { file, headers } = fileOf('xlsx', '=Asha', calls);
    const [about, report] = await readExcelFile(Buffer.from(file));
    expect(headers['content-disposition']).toBe('attachment; filename="redial-2026-11-22-2026-11-22-by-agent.xlsx"');
    expect(about?.data).toEqual(
      expect.arrayContaining([
        ['Agent', '=Asha (a_asha)'],
        ['Definitions', '2'],
        ['Counted as of', at()],
        ['Time zone', 'Asia/Kolkata'],
      ]),
    );
    expect(report?.data[0]).toEqual(header.split(','));
    expect(report?.data[1]?.slice(0, 14)).toEqual([day, 'a_asha', '=Asha', 3, 1, 0, 2, 0, 0, 0, 0, 3, 1, 1 / 3]);
  });
});

describe('csvText', () => {
  it.each(['+91981234567890123', '+0123456789', '+1', '+91 98123', '+919812345678=1'])(
    'takes %s for a formula, not for a phone number',
    (text) => {
      expect(csvText(text)).toBe(`'${text}`);
    },
  );
});

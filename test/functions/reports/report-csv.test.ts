import { describe, expect, it } from 'vitest';
import { csvText } from '../../../functions/reports/csv-text.ts';
import { reportCsv } from '../../../functions/reports/report-csv.ts';
import { rowsOf } from '../../../shared/domain/rows-of.ts';
import { summarise } from '../../../shared/domain/summarise.ts';
import { aDirectory, anAgent, aReportCall } from '../../builders.ts';

const day = '2026-11-22';
const header =
  'period,key,label,calls,Called,Busy,No Answer,Missed,In-progress,Follow up,Rescheduled,attempts,connected,pickUpRate,conversations,talkSeconds,averageTalkSeconds,inbound,inboundAnswered,missed,missedRate,missedReturned';

function csvOf(agentName: string): string {
  const directory = aDirectory({ agents: [anAgent('a_asha', { name: agentName })] });
  const calls = [aReportCall({ status: 'Called', talkSeconds: 10 }), aReportCall(), aReportCall(), aReportCall({ agent: null })];
  const rows = rowsOf(calls, { day, settings: directory.settings, later: [] });
  return reportCsv(summarise(rows, { from: day, to: day, interval: 'day', by: 'agent', filters: {} }, directory));
}

describe('reportCsv', () => {
  it('has a column for each measure and status, ratios as values, empty where they have none', () => {
    expect(csvOf('Asha').split('\r\n')).toEqual([
      header,
      '2026-11-22,a_asha,Asha,3,1,0,2,0,0,0,0,3,1,0.3333333333333333,0,10,10,0,0,0,,0',
      '2026-11-22,,No agent,1,0,0,1,0,0,0,0,1,0,0,0,0,,0,0,0,,0',
      '',
    ]);
  });

  it('is a header alone where there is nothing to report', () => {
    expect(reportCsv({ rows: [] })).toBe(`${header}\r\n`);
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

describe('csvText', () => {
  it.each(['+91981234567890123', '+0123456789', '+1', '+91 98123', '+919812345678=1'])(
    'takes %s for a formula, not for a phone number',
    (text) => {
      expect(csvText(text)).toEqual({ value: `'${text}`, quoted: false });
    },
  );
});

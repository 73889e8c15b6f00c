import { describe, expect, it } from 'vitest';
import { meaningOf } from '../../../../functions/ingest/diallers/meaning-of.ts';
import { statuses } from '../../../../shared/domain/status.ts';

const means = (word: string, direction?: 'inbound' | 'outbound', statusMap: Record<string, string> = {}) =>
  meaningOf(word, { statusMap, direction });

describe('meaningOf', () => {
  it.each([
    ['Called', { signal: 'called' }],
    ['Busy', { signal: 'busy' }],
    ['No Answer', { signal: 'no-answer' }],
    ['Missed', { signal: 'missed' }],
    ['In-progress', { signal: 'progress' }],
    ['Follow up', { signal: 'unknown', disposition: 'Follow up' }],
    ['Rescheduled', { signal: 'unknown', disposition: 'Rescheduled' }],
    ['queued', { signal: 'progress' }],
    ['initiated', { signal: 'progress' }],
    ['ringing', { signal: 'progress' }],
    ['answered', { signal: 'answered' }],
    ['in-progress', { signal: 'answered' }],
    ['completed', { signal: 'completed' }],
    ['busy', { signal: 'busy' }],
    ['no-answer', { signal: 'unanswered' }],
    ['unanswered', { signal: 'unanswered' }],
    ['timeout', { signal: 'unanswered' }],
    ['failed', { signal: 'unanswered', reason: 'failed' }],
    ['canceled', { signal: 'unanswered', reason: 'canceled' }],
    ['cancelled', { signal: 'unanswered', reason: 'canceled' }],
    ['rejected', { signal: 'unanswered', reason: 'rejected' }],
    ['abandoned', { signal: 'unanswered', reason: 'abandoned' }],
  ])('%s', (word, meaning) => {
    expect(means(word, 'outbound')).toEqual(meaning);
  });

  it('knows each of the seven statuses', () => {
    for (const status of statuses) expect(means(status), status).not.toEqual({ signal: 'unknown' });
  });

  it.each(['canceled', 'cancelled'])('an inbound caller who hangs up before an answer abandons the call (%s)', (word) => {
    expect(means(word, 'inbound')).toEqual({ signal: 'unanswered', reason: 'abandoned' });
    expect(means(word)).toEqual({ signal: 'unanswered', reason: 'canceled' });
  });

  it.each([
    ['COMPLETED', 'completed'],
    ['No_Answer', 'unanswered'],
    ['NO-ANSWER', 'unanswered'],
    ['no answer', 'no-answer'],
    [' busy ', 'busy'],
    ['in_progress', 'answered'],
  ])('does not mind how a word is written: %s', (word, signal) => {
    expect(means(word).signal).toBe(signal);
  });

  it.each(['', 'hung-up', '3', 'constructor', '__proto__', 'toString'])('an unknown word (%s) is no ending', (word) => {
    expect(means(word)).toEqual({ signal: 'unknown' });
  });

  it('looks at the account’s own dictionary first', () => {
    const statusMap = { CALLBK: 'Follow up', completed: 'Missed', NA: 'no-answer', odd: 'not a word of ours' };
    expect(means('CALLBK', 'outbound', statusMap)).toEqual({ signal: 'unknown', disposition: 'Follow up' });
    expect(means('callbk', 'outbound', statusMap)).toEqual({ signal: 'unknown', disposition: 'Follow up' });
    expect(means('completed', 'outbound', statusMap)).toEqual({ signal: 'missed' });
    expect(means('NA', 'outbound', statusMap)).toEqual({ signal: 'unanswered' });
    expect(means('odd', 'outbound', statusMap)).toEqual({ signal: 'unknown' });
    expect(means('busy', 'outbound', statusMap)).toEqual({ signal: 'busy' });
  });
});

import { describe, expect, it } from 'vitest';
import { leadStatusIds } from '../../../shared/domain/lead.ts';
import { leadStatusAfter, leadStatusMadeBy } from '../../../shared/domain/lead-status-after.ts';
import { statuses } from '../../../shared/domain/status.ts';
import { aReportCall, at } from '../../builders.ts';

describe('the table of what a call makes of its lead', () => {
  it.each([
    ['Called', null],
    ['Busy', 'not-picked'],
    ['No Answer', 'not-picked'],
    ['Missed', 'missed'],
    ['In-progress', null],
    ['Follow up', 'followups'],
    ['Rescheduled', 'followups'],
  ] as const)('%s: %s', (status, makes) => {
    expect(leadStatusMadeBy[status]).toBe(makes);
  });

  it('has every status', () => {
    expect(Object.keys(leadStatusMadeBy).toSorted()).toEqual([...statuses].toSorted());
  });
});

describe('leadStatusAfter', () => {
  it.each([
    ['Busy', 'not-picked'],
    ['No Answer', 'not-picked'],
    ['Missed', 'missed'],
    ['Called', 'assigned'],
    ['Follow up', 'assigned'],
    ['Rescheduled', 'assigned'],
  ] as const)('after %s an assigned lead is %s', (status, leadStatus) => {
    const talkSeconds = leadStatus === 'assigned' ? 60 : 0;
    expect(leadStatusAfter('assigned', [aReportCall({ status, talkSeconds })])).toBe(leadStatus);
  });

  it.each(
    leadStatusIds.map((status) => [status, ['unassigned', 'assigned', 'not-picked', 'missed'].includes(status) ? 'not-picked' : status]),
  )('a busy line turns %s into %s', (before, after) => {
    expect(leadStatusAfter(before, [aReportCall({ status: 'Busy' })])).toBe(after);
  });

  it('leaves a status that the workspace made itself', () => {
    expect(leadStatusAfter('hot', [aReportCall({ status: 'Busy' })])).toBe('hot');
  });

  it('listens to the newest call, in whatever order they are told', () => {
    const busy = aReportCall({ status: 'Busy', startedAt: at(0) });
    const missed = aReportCall({ status: 'Missed', startedAt: at(60) });
    expect(leadStatusAfter('assigned', [missed, busy])).toBe('missed');
    expect(leadStatusAfter('assigned', [busy, missed])).toBe('missed');
  });

  it('changes nothing when news of an old attempt comes after a conversation', () => {
    const spoken = aReportCall({ status: 'Called', talkSeconds: 90, startedAt: at(60) });
    expect(leadStatusAfter('assigned', [spoken, aReportCall({ status: 'Busy', startedAt: at(0) })])).toBe('assigned');
  });

  it('takes No Answer with talk time for the conversation that it was', () => {
    expect(leadStatusAfter('assigned', [aReportCall({ status: 'No Answer', talkSeconds: 90 })])).toBe('assigned');
  });
});

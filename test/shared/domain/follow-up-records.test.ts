import { describe, expect, it } from 'vitest';
import { followUpRecords } from '../../../shared/domain/follow-up-records.ts';
import { aFollowUp, aLead, at } from '../../builders.ts';

const open = aFollowUp();
const before = aLead({ followUp: open, version: 3 });
const of = { workspace: 'w_1', leadId: 'l_1', changedAt: at(9), version: 4 };
const records = (change: Parameters<typeof aLead>[0], more = {}) =>
  followUpRecords({ before, after: { ...before, ...change, version: 4 }, at: at(9), ...more });

describe('followUpRecords', () => {
  it('are none of a change that leaves the follow-up as it is', () => {
    expect(records({ name: 'Another', followUp: { ...open } })).toEqual([]);
    expect(followUpRecords({ before: undefined, after: aLead(), at: at() })).toEqual([]);
  });

  it('is the open one of a lead that gets one', () => {
    const after = aLead({ followUp: open, version: 4 });
    expect(followUpRecords({ before: undefined, after, at: at(9) })).toEqual([{ ...open, ...of, owner: 'a_asha', end: null }]);
  });

  it.each([
    ['goes to the new owner', { owner: 'a_ravi' }, { owner: 'a_ravi' }],
    ['goes to nobody', { owner: null }, { owner: null }],
    ['is at another time', { followUp: { ...open, at: at(7200), edited: true } }, { owner: 'a_asha', at: at(7200), edited: true }],
    ['was told', { followUp: { ...open, toldAt: at(9) } }, { owner: 'a_asha', toldAt: at(9) }],
  ])('is one where the follow-up %s', (_what, change, record) => {
    expect(records(change)).toEqual([{ ...open, ...of, end: null, ...record }]);
  });

  it.each([
    ['is said', { resolution: 'spoken-to', callId: 'c_2' } as const, { resolution: 'spoken-to', callId: 'c_2' }],
    ['nobody says', undefined, { resolution: 'withdrawn', callId: null }],
  ])('ends with the owner that it had, in the way that %s', (_who, followUpEnd, end) => {
    const ended = { ...open, ...of, owner: 'a_asha', end: { ...end, at: at(9) } };
    expect(records({ followUp: null, owner: 'a_ravi' }, { followUpEnd })).toEqual([ended]);
  });

  it('are two where another takes its place', () => {
    const next = aFollowUp({ id: 'fu_l_1_2', callId: 'c_2' });
    expect(records({ followUp: next })).toEqual([
      { ...open, ...of, owner: 'a_asha', end: { resolution: 'replaced', callId: 'c_2', at: at(9) } },
      { ...next, ...of, owner: 'a_asha', end: null },
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { followUpEventOf } from '../../../functions/publish/follow-up-events.ts';
import { followUpEventDetail } from '../../../shared/contracts/events.ts';
import type { FollowUpRecord } from '../../../shared/domain/follow-up.ts';
import { aFollowUp, at } from '../../builders.ts';

function aRecord(record: Partial<FollowUpRecord> = {}): FollowUpRecord {
  const of = { workspace: 'w_1', leadId: 'l_1', owner: 'a_asha', end: null, changedAt: at(), version: 2 };
  return { ...aFollowUp({ note: 'call +919812345678', callId: 'c_1' }), ...of, ...record };
}

const open = aRecord();
const told = aRecord({ toldAt: at(3600), version: 3 });
const ended = aRecord({ end: { resolution: 'spoken-to', callId: 'c_2', at: at(9) }, changedAt: at(9), version: 4 });

describe('followUpEventOf', () => {
  it.each([
    ['is Follow-up Scheduled when it is made', undefined, open, 'Follow-up Scheduled'],
    ['is Follow-up Scheduled when it is moved', told, aRecord({ at: at(9999), version: 4 }), 'Follow-up Scheduled'],
    ['is Follow-up Scheduled when it is made again after it was taken back', ended, aRecord({ version: 5 }), 'Follow-up Scheduled'],
    ['is Follow-up Due when its time has come', open, told, 'Follow-up Due'],
    ['is Follow-up Resolved when it ends', told, ended, 'Follow-up Resolved'],
    ['is nothing when it changes hands', told, { ...told, owner: 'a_ravi', version: 4 }, undefined],
    ['is nothing when its note changes', open, { ...open, note: null, version: 3 }, undefined],
    ['is nothing when it is gone', ended, undefined, undefined],
  ])('%s', (_fact, before, after, type) => {
    expect(followUpEventOf({ before, after })?.['detail-type']).toBe(type);
  });

  it('has an id that every redelivery repeats, and a detail of the published shape, without the note', () => {
    const event = followUpEventOf({ before: told, after: ended });
    expect(event?.detail).toMatchObject({ eventId: 'fu_l_1_1.4', occurredAt: at(9), resolution: 'spoken-to', resolvedByCallId: 'c_2' });
    expect(followUpEventDetail.parse(event?.detail)).toEqual(event?.detail);
    expect(JSON.stringify(event)).not.toContain('9812345678');
  });
});

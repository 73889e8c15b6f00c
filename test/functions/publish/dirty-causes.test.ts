import { describe, expect, it } from 'vitest';
import { dirtyCauses } from '../../../functions/publish/dirty-causes.ts';
import type { FactSource } from '../../../shared/domain/fact.ts';
import { aFact, at } from '../../builders.ts';
import { aRecordedCall, told } from '../../shared/store/a-recorded-call.ts';

const ended = aRecordedCall({ workspace: 'w_1', facts: [aFact({ signal: 'busy' })] });
const live = aRecordedCall({
  workspace: 'w_1',
  facts: [aFact({ signal: 'progress', occurredAt: at(-60) }), aFact({ signal: 'answered' })],
});

describe('dirtyCauses', () => {
  it.each<[FactSource, string]>([
    ['dialler', 'late-webhook'],
    ['agent', 'agent-log'],
    ['correction', 'correction'],
    ['sweep', 'sweep'],
  ])('takes a new word of a %s for a %s', (source, kind) => {
    const after = told(ended, aFact({ source, signal: 'called', talkSeconds: 9 }));
    expect(dirtyCauses({ before: ended, after })).toEqual([{ kind, callId: ended.id, openSince: null }]);
  });

  it('says since when a call was open that ended', () => {
    const after = told(live, aFact({ signal: 'completed' }));
    expect(dirtyCauses({ before: live, after })).toEqual([{ kind: 'late-webhook', callId: live.id, openSince: at(-60) }]);
  });

  it('names a call that changed without a new word, and one that was merged into another', () => {
    const changed = { kind: 'call-changed', callId: ended.id, openSince: null };
    expect(dirtyCauses({ before: ended, after: { ...ended, frame: { ...ended.frame, tags: ['hot'] } } })).toEqual([changed]);
    expect(dirtyCauses({ before: ended, after: undefined, merged: true })).toEqual([changed]);
  });

  it('names the rebuild by which a call counts by another zone, or by another word on machines', () => {
    const rebuilt = { kind: 'rebuild', callId: ended.id, openSince: null };
    expect(dirtyCauses({ before: ended, after: { ...ended, frame: { ...ended.frame, timezone: 'UTC' } } })).toEqual([rebuilt]);
    expect(dirtyCauses({ before: ended, after: { ...ended, frame: { ...ended.frame, machineIsConversation: true } } })).toEqual([rebuilt]);
  });

  it('finds none where retention removed the call', () => {
    expect(dirtyCauses({ before: ended, after: undefined })).toEqual([]);
  });
});

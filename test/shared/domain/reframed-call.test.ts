import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../shared/domain/business-day.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import { isReframed, reframedCall } from '../../../shared/domain/reframed-call.ts';
import { aFact, at } from '../../builders.ts';
import { aRecordedCall, told } from '../store/a-recorded-call.ts';

const everywhere = () => true;
/** 04:00 UTC: in Kolkata the morning of the 22nd, in New York the night of the 21st. */
const early = aRecordedCall({ workspace: 'w_1', facts: [aFact({ signal: 'completed', talkSeconds: 9, startedAt: at(-6 * 3600) })] });
const kolkata = { timezone: 'Asia/Kolkata', machineIsConversation: false };
const newYork = { timezone: 'America/New_York', machineIsConversation: false };

describe('reframedCall', () => {
  it('is the call on the day of the zone, one version on, with the same facts, lead and tags', () => {
    const call = reframedCall(early, { settings: newYork, mayChange: everywhere });
    expect(call).toEqual({
      ...early,
      version: 2,
      frame: { ...early.frame, timezone: 'America/New_York' },
      call: { ...early.call, day: '2026-11-21' },
    });
  });

  it('is nothing to write where the call was taken in under these settings', () => {
    expect(reframedCall(early, { settings: kolkata, mayChange: everywhere })).toBeUndefined();
  });

  it('counts talk with a machine as the settings say', () => {
    const facts = [aFact({ signal: 'completed', talkSeconds: 9, reason: 'machine' })];
    const machine = aRecordedCall({ workspace: 'w_1', facts });
    const settings = { ...kolkata, machineIsConversation: true };
    expect(machine.call).toMatchObject({ status: 'No Answer', talkSeconds: 0 });
    expect(reframedCall(machine, { settings, mayChange: everywhere })?.call).toMatchObject({ status: 'Called', talkSeconds: 9 });
  });

  it.each(['2026-11-21', '2026-11-22'])('is not there where %s may not change, which it would leave or come to', (closed) => {
    expect(reframedCall(early, { settings: newYork, mayChange: (day) => day !== closed })).toBeUndefined();
    // It stays on its day, and nothing else changes.
    const settings = { ...kolkata, timezone: 'Asia/Kathmandu' };
    expect(reframedCall(early, { settings, mayChange: (day) => day !== closed })?.call.day).toBe('2026-11-22');
  });

  it('is what taking the call in under these settings would have made, and then nothing more to write', () => {
    const zones = fc.constantFrom('Asia/Kolkata', 'Asia/Kathmandu', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Midway', 'UTC');
    const settings = fc.record({ timezone: zones, machineIsConversation: fc.boolean() });
    fc.assert(
      fc.property(settings, settings, fc.integer({ min: -1e6, max: 1e6 }), fc.boolean(), (before, after, seconds, isMachine) => {
        const startedAt = at(seconds);
        const facts = [aFact({ signal: 'completed', talkSeconds: 5, startedAt, ...(isMachine && { reason: 'voicemail' }) })];
        const recorded = aRecordedCall({ workspace: 'w_1', facts, frame: before });
        const framed = reframedCall(recorded, { settings: after, mayChange: everywhere }) ?? recorded;
        expect(framed.call).toEqual(callFrom(facts, { ...recorded.frame, ...after }));
        expect(framed.call.day).toBe(dayOf(startedAt, after.timezone));
        expect(reframedCall(framed, { settings: after, mayChange: everywhere })).toBeUndefined();
      }),
    );
  });
});

describe('isReframed', () => {
  it('says whether nothing new was said of a call that is framed otherwise', () => {
    const framed = reframedCall(early, { settings: newYork, mayChange: everywhere }) ?? early;
    expect(isReframed(early, framed)).toBe(true);
    expect(isReframed(early, told(framed, aFact({ signal: 'busy' })))).toBe(false);
    expect(isReframed(early, told(early, aFact({ signal: 'busy' })))).toBe(false);
    expect(isReframed(early, { ...early, frame: { ...early.frame, possibleDuplicate: true } })).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toE164 } from '../../../shared/contracts/phone.ts';

describe('toE164', () => {
  it.each([
    ['+919812345678', 'IN', '+919812345678'],
    ['+91 98123-45678', 'IN', '+919812345678'],
    ['09812345678', 'IN', '+919812345678'],
    ['9812345678', 'IN', '+919812345678'],
    ['919812345678', 'IN', '+919812345678'],
    ['00919812345678', 'IN', '+919812345678'],
    ['00 44 20 7946 0958', 'IN', '+442079460958'],
    ['(415) 555-2671', 'US', '+14155552671'],
    ['(415) 555-2671', 'us', '+14155552671'],
    ['(555) 000-1111', 'US', '+15550001111'],
    ['+14155552671', 'XX', '+14155552671'],
    ['+1 415 555 2671 ext. 12', 'IN', '+14155552671'],
    ['098123-45678', 'IN', '+919812345678'],
  ])('%s in %s is %s', (text, region, number) => {
    expect(toE164(text, region)).toBe(number);
  });

  it('takes a full number as it is where the metadata does not know its range', () => {
    expect(toE164('+999 12345678', 'IN')).toBe('+99912345678');
  });

  it.each([
    '',
    '+',
    '12345',
    'asha',
    '+0123456789',
    '+1234567890123456',
    'sip:asha@pbx.example',
    '4155552671x',
    'ring 9812345678 now',
    '\u0000',
    '\ud800',
  ])('"%s" is nobody’s number', (text) => {
    expect(toE164(text, 'XX')).toBeUndefined();
  });

  it('gives E.164 or nothing, and its own answers unchanged', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[+0-9 ()-]{0,20}$/), fc.constantFrom('IN', 'US', 'DE', 'SG'), (text, region) => {
        const number = toE164(text, region);
        if (number === undefined) return;
        expect(number).toMatch(/^\+[1-9]\d{5,15}$/);
        expect(toE164(number, region)).toBe(number);
      }),
      { numRuns: 2000 },
    );
  });
});

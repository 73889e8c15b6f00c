import { describe, expect, it } from 'vitest';
import { dialledNumber } from '../../../../functions/ingest/diallers/dialled-number.ts';

describe('dialledNumber', () => {
  it.each([
    ['+919812345678', '+919812345678'],
    ['919812345678', '+919812345678'],
    ['9812345678', '+919812345678'],
    [' +1 415 555 0100 ', '+14155550100'],
    ['09812345678', '+919812345678'],
    ['098123 45678', '+919812345678'],
    ['12345', undefined],
    ['+266696687', undefined],
    ['Anonymous', undefined],
    ['sip:asha@pbx.example', undefined],
    ['', undefined],
  ])('%s is %s', (text, number) => {
    expect(dialledNumber(text, 'IN')).toBe(number);
  });
});

import { describe, expect, it } from 'vitest';
import { withPlus } from '../../../../functions/ingest/diallers/with-plus.ts';

describe('withPlus', () => {
  it.each([
    ['919812345678', '+919812345678'],
    [' 14155550100 ', '+14155550100'],
    ['6581234567', '+6581234567'],
    ['+919812345678', '+919812345678'],
    ['09812345678', '09812345678'],
    ['12345', '12345'],
    ['1234567890123456', '1234567890123456'],
    ['sip:919812345678@pbx.example', 'sip:919812345678@pbx.example'],
    ['anonymous', 'anonymous'],
    [undefined, undefined],
  ])('%s is %s', (text, number) => {
    expect(withPlus(text)).toBe(number);
  });
});

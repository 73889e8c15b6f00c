import { describe, expect, it } from 'vitest';
import { isWithheld } from '../../../../functions/ingest/diallers/is-withheld.ts';

describe('isWithheld', () => {
  it.each(['anonymous', 'Anonymous', ' RESTRICTED ', 'unknown', '+266696687', '+7378742833'])('%s', (text) => {
    expect(isWithheld(text)).toBe(true);
  });

  it.each(['+919812345678', '', 'asha'])('not "%s"', (text) => {
    expect(isWithheld(text)).toBe(false);
  });
});

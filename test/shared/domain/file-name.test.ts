import { describe, expect, it } from 'vitest';
import { asciiName, fileName } from '../../../shared/domain/file-name.ts';

describe('fileName', () => {
  it.each([
    ['Hot list', 'Hot list', 'Hot list'],
    ['हॉट सूची', 'हॉट सूची', 'export'],
    ['Müller 2026', 'Müller 2026', 'Muller 2026'],
    ['../a/b\\c"\r\n', 'abc', 'abc'],
    ['..', 'export', 'export'],
    ['\u202Egnp', 'gnp', 'gnp'],
  ])('makes of %j %j, in plain letters %j', (name, kept, plain) => {
    expect(fileName(name)).toBe(kept);
    expect(asciiName(fileName(name))).toBe(plain);
  });

  it('keeps its end, and the ending of a name without plain letters', () => {
    expect(fileName('x'.repeat(100), ' 2026-11-21')).toBe(`${'x'.repeat(69)} 2026-11-21`);
    expect(asciiName(`${fileName('हॉट', ' 2026-11-21')}.csv`)).toBe('2026-11-21.csv');
    expect(asciiName('हॉट.csv')).toBe('export.csv');
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reportsPage } from './reports-page.ts';

const page = resolve(import.meta.dirname, '../../docs/reports.md');

describe('docs/reports.md', () => {
  it('says what the metric dictionary says (write it anew with UPDATE_DOCS=1)', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(page, reportsPage());
    expect(readFileSync(page, 'utf8')).toBe(reportsPage());
  });
});

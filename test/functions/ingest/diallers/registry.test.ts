import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diallers } from '../../../../functions/ingest/diallers/registry.ts';

const docs = resolve(import.meta.dirname, '../../../../docs');
const index = readFileSync(resolve(docs, 'diallers.md'), 'utf8');

describe('diallers', () => {
  it.each(Object.entries(diallers))('hold %s under its own kind', (kind, dialler) => {
    expect(dialler.kind).toBe(kind);
  });

  it.each(Object.keys(diallers))('are in the documentation: %s', (kind) => {
    const row = index
      .split('\n')
      .find((line) => line.startsWith(`| \`${kind}\` |`) || line.startsWith(`| [\`${kind}\`](diallers/${kind}.md) |`));
    expect(row).toBeDefined();
    const page = resolve(docs, `diallers/${kind}.md`);
    expect(row?.includes('.md') ? existsSync(page) : index.includes(`## ${kind}\n`)).toBe(true);
  });

  it.each(['constructor', '__proto__', 'toString', 'nobody'])('hold nothing under %s', (kind) => {
    expect(diallers[kind]).toBeUndefined();
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventCatalogue } from '../../shared/contracts/event-catalogue.ts';
import { eventsPage } from './events-page.ts';

const page = resolve(import.meta.dirname, '../../docs/events.md');

describe('docs/events.md', () => {
  it('says what the schemas say (write it anew with UPDATE_DOCS=1)', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(page, eventsPage());
    expect(readFileSync(page, 'utf8')).toBe(eventsPage());
  });

  it.each(Object.entries(eventCatalogue))('shows an example of %s that the schema accepts', (_type, { detail, example }) => {
    expect(detail.parse(example)).toEqual(example);
  });
});

import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../../functions/ingest/diallers/value-at.ts';

const json = { call: { id: 7, agent: { email: null } }, list: [{ id: 1 }] };

describe('valueAt', () => {
  it.each([
    ['call.id', 7],
    ['call.agent', { email: null }],
    ['call.agent.email', null],
    ['call.agent.email.domain', undefined],
    ['call.nobody.id', undefined],
    ['list.0.id', 1],
    ['list.1.id', undefined],
    ['list.length', undefined],
    ['list.-1', undefined],
    ['constructor', undefined],
    ['call.toString.name', undefined],
  ])('%s', (path, value) => {
    expect(valueAt(json, path)).toEqual(value);
  });
});

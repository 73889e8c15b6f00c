import { describe, expect, it } from 'vitest';
import { diallers } from '../../../../functions/ingest/diallers/registry.ts';

describe('diallers', () => {
  it('are registered under their own kind', () => {
    expect(Object.keys(diallers)).toEqual([
      'standard',
      'twilio',
      'plivo',
      'telnyx',
      'vonage',
      'exotel',
      'ozonetel',
      'myoperator',
      'fields',
    ]);
    for (const [kind, dialler] of Object.entries(diallers)) expect(dialler.kind).toBe(kind);
  });

  it.each(['constructor', '__proto__', 'toString', 'nobody'])('hold nothing under %s', (kind) => {
    expect(diallers[kind]).toBeUndefined();
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Statement } from '../../../shared/domain/fact.ts';
import { callIdOf, factIdOf, leadIdOf, newId } from '../../../shared/store/ids.ts';

const statement: Statement = {
  externalId: 'call-1',
  eventId: 'm_1',
  signal: 'busy',
  leadPhone: '+919812345678',
  agent: { id: '7', email: 'asha@example.com' },
};

describe('ids', () => {
  it('of calls are the same for the same call, and for no other', () => {
    expect(callIdOf('w_1', 'k_1', 'call-1')).toMatch(/^c_[0-9a-z]{20}$/);
    expect(callIdOf('w_1', 'k_1', 'call-1')).toBe(callIdOf('w_1', 'k_1', 'call-1'));
    const others = [
      callIdOf('w_2', 'k_1', 'call-1'),
      callIdOf('w_1', 'k_2', 'call-1'),
      callIdOf('w_1', null, 'call-1'),
      callIdOf('w_1', 'k', '_1call-1'),
    ];
    expect(new Set([callIdOf('w_1', 'k_1', 'call-1'), ...others]).size).toBe(5);
  });

  it('of leads are made of workspace and number', () => {
    expect(leadIdOf('w_1', '+919812345678')).toMatch(/^l_[0-9a-z]{20}$/);
    expect(leadIdOf('w_1', '+919812345678')).not.toBe(leadIdOf('w_2', '+919812345678'));
  });

  it('that are new hold what randomness there is, behind their prefix', () => {
    expect(newId('a', (size) => new Uint8Array(size))).toBe('a_000000000000');
    expect(newId('a', (size) => new Uint8Array(size).fill(63))).toBe('a_zzzzzzzzzzzz');
    const many = Array.from({ length: 1000 }, () => newId('q'));
    expect(new Set(many).size).toBe(1000);
    expect(many.every((id) => /^q_[0-9a-hjkmnp-tv-z]{12}$/.test(id))).toBe(true);
  });
});

describe('the id of a fact', () => {
  it('is 16 hex digits', () => {
    expect(factIdOf(statement)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is the same for the same statement under another event id, or none', () => {
    const { eventId: _, ...withoutEvent } = statement;
    expect(factIdOf({ ...statement, eventId: 'm_2' })).toBe(factIdOf(statement));
    expect(factIdOf(withoutEvent)).toBe(factIdOf(statement));
  });

  it('is the same whatever the order of its fields, and for undefined as for absent', () => {
    const reversed = Object.fromEntries(Object.entries(statement).reverse()) as Statement; // the same fields
    expect(factIdOf(reversed)).toBe(factIdOf(statement));
    expect(factIdOf({ ...statement, agent: { email: 'asha@example.com', id: '7' } })).toBe(factIdOf(statement));
    const withNothing = { ...statement, note: undefined } as unknown as Statement; // what JavaScript may hold in spite of the type
    expect(factIdOf(withNothing)).toBe(factIdOf(statement));
  });

  it.each<[string, Partial<Statement>]>([
    ['another call', { externalId: 'call-2' }],
    ['another word', { word: 'busy' }],
    ['another signal', { signal: 'missed' }],
    ['no talk time, said', { talkSeconds: 0 }],
    ['another agent', { agent: { id: '7' } }],
    ['another time', { occurredAt: '2026-11-22T10:00:00.000Z' }],
  ])('differs for %s', (_, change) => {
    expect(factIdOf({ ...statement, ...change })).not.toBe(factIdOf(statement));
  });

  it('differs for every two notes that differ', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(factIdOf({ ...statement, note: one }) === factIdOf({ ...statement, note: other })).toBe(one === other);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { named } from '../../local/named.ts';

const items = ['RedialFollowUpFunction1A2B', 'RedialReportsFunction3C', 'RedialReassignFunction4D', 'Bootstrap9'].map((logicalId) => ({
  logicalId,
  name: `stack-${logicalId}`,
}));

describe('named', () => {
  it.each([
    ['RedialReportsFunction3C', 'RedialReportsFunction3C'],
    ['stack-Bootstrap9', 'Bootstrap9'],
    ['bootstrap', 'Bootstrap9'],
    ['follow-up', 'RedialFollowUpFunction1A2B'],
    ['reports', 'RedialReportsFunction3C'],
  ])('takes %s for %s', (name, logicalId) => {
    expect(named(items, name, 'function').logicalId).toBe(logicalId);
  });

  it.each([
    ['re', 'Cannot tell which function "re" is: RedialFollowUpFunction1A2B or RedialReportsFunction3C or RedialReassignFunction4D.'],
    ['sweep', 'Cannot find the function "sweep": the template has RedialFollowUpFunction1A2B, RedialReportsFunction3C'],
  ])('does not guess at %s', (name, message) => {
    expect(() => named(items, name, 'function')).toThrow(message);
  });
});

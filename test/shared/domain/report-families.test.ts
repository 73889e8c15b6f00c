import { describe, expect, it } from 'vitest';
import { familyFor } from '../../../shared/domain/report-families.ts';

describe('familyFor', () => {
  it.each([
    [{ by: 'none', filters: {} }, 'none'],
    [{ by: 'status', filters: {} }, 'none'],
    [{ by: 'agent', filters: {} }, 'agent'],
    [{ by: 'branch', filters: {} }, 'agent'],
    [{ by: 'agent', filters: { department: 'd_1' } }, 'agent'],
    [{ by: 'status', filters: { campaign: 'k_1' } }, 'campaign'],
    [{ by: 'tag', filters: {} }, 'tags'],
    [{ by: 'none', filters: { direction: 'inbound' } }, 'direction'],
    [{ by: 'weekday-hour', filters: {} }, 'hour'],
    [{ by: 'tag', filters: { agent: 'a_1' } }, 'detail'],
    [{ by: 'hour', filters: { tag: 'hot' } }, 'detail-hour'],
  ] as const)('answers %j from the family %s', (question, family) => {
    expect(familyFor(question)).toBe(family);
  });
});

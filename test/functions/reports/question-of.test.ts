import { describe, expect, it } from 'vitest';
import { questionOf } from '../../../functions/reports/question-of.ts';

const asked = { from: '2026-11-01', to: '2026-11-22', interval: 'week', by: 'agent' } as const;

describe('questionOf', () => {
  it('takes over every filter that the contract names', () => {
    const filters = { agent: 'a_1', branch: 'b_1', department: 'd_1', campaign: 'k_1', tag: 'hot', direction: 'inbound' };
    expect(questionOf({ ...asked, ...filters })).toEqual({ ...asked, filters });
  });

  it('filters on nothing that is not asked', () => {
    expect(questionOf({ ...asked, agent: undefined })).toEqual({ ...asked, filters: {} });
  });
});

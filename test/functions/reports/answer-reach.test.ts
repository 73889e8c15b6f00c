import { describe, expect, it } from 'vitest';
import { answerReach, type ReachQuestion } from '../../../functions/reports/answer-reach.ts';
import type { LeadForReach } from '../../../shared/domain/reach.ts';
import { aDirectory, anAgent, at } from '../../builders.ts';

const directory = aDirectory({ agents: [anAgent('a_asha', { name: 'Asha' })], campaigns: [{ id: 'k_1', name: 'Diwali' }] });
const firsts = { attemptAt: at(60), connectAt: at(60), attemptsToConnect: 1 };

function aLead(id: string, lead: Partial<LeadForReach> = {}): LeadForReach {
  return { id, tags: [], campaign: null, owner: null, createdAt: at(), ...lead };
}

const leads = [
  aLead('l_1', { tags: ['hot', 'vip'], owner: 'a_asha', firsts }),
  aLead('l_2', { tags: ['hot'], campaign: 'k_1', owner: 'a_left' }),
  aLead('l_3', { firsts }),
];

const answer = (question: ReachQuestion) =>
  answerReach(question, {
    directory,
    leads: async function* () {
      yield leads;
      yield leads.slice(0, 1);
    },
    now: () => at(7200),
  });

describe('answerReach', () => {
  it('counts a lead with two tags in both rows and once in the totals, also one that came twice', async () => {
    const { rows, totals, asOf } = await answer({ by: 'tag' });
    expect(rows.map(({ key, label, leads, reached }) => [key, label, leads, reached])).toEqual([
      ['hot', 'hot', 2, 1],
      ['vip', 'vip', 1, 1],
      [null, 'No tag', 1, 1],
    ]);
    expect([totals.leads, asOf]).toEqual([3, '2026-11-22']);
  });

  it.each<[ReachQuestion, unknown[]]>([
    [{ by: 'owner' }, ['Asha', 'a_left', 'No agent']],
    [{ by: 'campaign' }, ['Diwali', 'No campaign']],
    [{ by: 'campaign', tag: 'vip' }, ['No campaign']],
    [{ by: 'tag', owner: 'a_left' }, ['hot']],
    [{ by: 'owner', campaign: 'k_1' }, ['a_left']],
    [{ by: 'tag', asOf: '2026-11-21' }, []],
  ])('answers %j', async (question, labels) => {
    expect((await answer(question)).rows.map(({ label }) => label)).toEqual(labels);
  });
});

import { describe, expect, it } from 'vitest';
import type { Fact } from '../../../shared/domain/fact.ts';
import { leadAsCallStands } from '../../../shared/domain/lead-as-call-stands.ts';
import { aFact, aFollowUp, aLead, at } from '../../builders.ts';
import { aRecordedCall } from '../store/a-recorded-call.ts';

const agreed = at(86_400);
const followUp = aFollowUp({ at: agreed, callId: 'c_1' });
const step = { callId: 'c_1', before: 'not-picked', after: 'followups', by: 'word' } as const;
const lead = aLead({ status: 'followups', followUp, statusSteps: [step] });

const told: Partial<Fact> = { disposition: 'Follow up', followUpAt: agreed };
const saysCalled: Partial<Fact> = { source: 'correction', disposition: 'Called', occurredAt: at(60) };

function standing(facts: readonly Partial<Fact>[], of = lead) {
  const call = { ...aRecordedCall({ workspace: 'w_1', facts: facts.map((said) => aFact(said)) }), id: 'c_1' };
  return leadAsCallStands(of, { call, half: 'c_half' });
}

describe('the follow-up that a dialler agreed on', () => {
  it.each<[string, readonly Partial<Fact>[]]>([
    ['a correction says otherwise', [told, saysCalled]],
    ['the dialler itself says otherwise later', [told, { ...saysCalled, source: 'dialler' }]],
    ['what says otherwise has come before it', [saysCalled, told]],
  ])('goes, and the lead is what it was before, once %s', (_, facts) => {
    expect(standing(facts)).toEqual({ ...lead, followUp: null, status: 'not-picked', statusSteps: [] });
  });

  it.each<[string, readonly Partial<Fact>[], typeof lead]>([
    ['the call still says so', [told], lead],
    ['what says otherwise is older', [{ ...saysCalled, occurredAt: at(-60) }, told], lead],
    ['only that the call goes on was said since', [told, { ...saysCalled, disposition: 'In-progress' }], lead],
    ['another word comes with a time of its own', [told, { ...saysCalled, followUpAt: at(172_800) }], lead],
    ['a time was said after the other word', [told, saysCalled, { ...told, occurredAt: at(90) }], lead],
    [
      'a person has scheduled the same',
      [
        { ...told, source: 'agent' },
        { ...saysCalled, source: 'dialler' },
      ],
      lead,
    ],
    ['somebody changed it since', [told, saysCalled], { ...lead, followUp: { ...followUp, edited: true } }],
    ['another call made it', [told, saysCalled], { ...lead, followUp: { ...followUp, callId: 'c_2' } }],
    ['nothing is scheduled', [told, saysCalled], { ...lead, followUp: null }],
  ])('stays while %s', (_, facts, of) => {
    expect(standing(facts, of)).toBe(of);
  });
});

describe('what the half of a call made of its lead', () => {
  const byHalf = { ...lead, followUp: { ...followUp, callId: 'c_half' }, statusSteps: [{ ...step, callId: 'c_half' }] };

  it('is what the call made', () => {
    expect(standing([told], byHalf)).toEqual(lead);
  });

  it('goes with the word of the call', () => {
    expect(standing([told, saysCalled], byHalf)).toMatchObject({ followUp: null, status: 'not-picked' });
  });

  it('is the half’s own where it is another call’s', () => {
    expect(standing([{ signal: 'busy' }], { ...lead, followUp: null })).toMatchObject({ statusSteps: [step] });
  });
});

import { describe, expect, it } from 'vitest';
import type { RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import { endByCall } from '../../../shared/domain/end-by-call.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { aFact, aFollowUp, aFrame, at } from '../../builders.ts';

function aCall(...said: Partial<Fact>[]): RecordedCall {
  const [frame, facts] = [aFrame({ leadId: 'l_1' }), said.map(aFact)];
  return { id: 'c_1', workspace: 'w_1', connection: 'cn_1', externalId: 'x', version: 1, frame, facts, call: callFrom(facts, frame) };
}

const talked: Partial<Fact> = { signal: 'completed', talkSeconds: 60, direction: 'outbound' };
const day = 86_400;

describe('endByCall', () => {
  it.each([
    ['ends a follow-up of that day, though its time is yet to come', aFollowUp(), aCall(talked), true],
    ['ends one that is overdue', aFollowUp({ at: at(-3 * day), createdAt: at(-5 * day) }), aCall(talked), true],
    ['leaves one of a later day', aFollowUp({ at: at(day) }), aCall(talked), false],
    ['leaves it when nobody picks up', aFollowUp(), aCall({ signal: 'unanswered', direction: 'outbound' }), false],
    ['ends it when there was talk, whatever the status', aFollowUp(), aCall({ ...talked, disposition: 'No Answer' }), true],
    ['leaves the one that was agreed on in it', aFollowUp({ callId: 'c_1' }), aCall(talked), false],
    ['leaves one that was made after the call', aFollowUp({ createdAt: at(1) }), aCall(talked), false],
    [
      'leaves one that was made after the call, though the call is corrected later',
      aFollowUp({ createdAt: at(60) }),
      aCall(talked, { source: 'correction', disposition: 'Called', occurredAt: at(120) }),
      false,
    ],
    ['ends nothing where there is nothing', null, aCall(talked), false],
  ])('%s', (_fact, followUp, call, ends) => {
    expect(endByCall(followUp, call)).toEqual(ends ? { resolution: 'spoken-to', callId: 'c_1' } : undefined);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diallers } from '../../../../functions/ingest/diallers/registry.ts';
import { callFrom } from '../../../../shared/domain/call-from.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import { factIdOf } from '../../../../shared/store/ids.ts';
import { momentsOf } from './mutations.ts';
import { type Moment, type Teller, tellers } from './tellers.ts';
import { aConnection, now } from './webhooks.ts';

const frame = { timezone: 'Asia/Kolkata', tags: [], machineIsConversation: false };

/** The facts that one delivery leaves on its call; it is genuine: none that comes by a webhook is refused. */
function factsOf(kind: string, teller: Teller, moment: Moment): Fact[] {
  const [dialler, request, settings] = [diallers[kind], teller.tell(moment, now), aConnection(teller.settings)];
  if (!dialler?.account) expect(dialler?.verify(request, settings, now)).toEqual({ verified: true });
  const reading = dialler?.read(request, settings, now);
  if (reading?.kind === 'ignored') return [];
  if (reading?.kind !== 'statements') throw new Error(`Expected ${kind} to read "${moment.word}", got: ${reading?.why}`);
  return reading.statements.map(({ agent, ...statement }) => ({
    ...statement,
    ...(agent && { agent: { id: 'a_1' } }),
    id: factIdOf(statement),
    source: 'dialler',
    occurredAt: statement.occurredAt ?? now,
    receivedAt: now,
  }));
}

/** A trace, and the deliveries of it as they come: each at least once, in any order. */
function deliveriesOf(facts: fc.Arbitrary<readonly Fact[]>): fc.Arbitrary<{ sent: Fact[]; came: Fact[] }> {
  return fc
    .array(facts, { minLength: 1, maxLength: 8 })
    .chain((trace) => {
      const sent = trace.flat();
      const again = fc.array(fc.nat({ max: Math.max(0, sent.length - 1) }), { maxLength: 6 });
      return again.chain((some) => {
        const all = [...sent, ...some.map((index) => sent[index]).filter((fact) => fact !== undefined)];
        return fc.shuffledSubarray(all, { minLength: all.length }).map((came) => ({ sent, came }));
      });
    })
    .filter(({ sent }) => sent.length > 0);
}

const everyKind = Object.entries(tellers);

describe('a call, whatever its dialler said of it', () => {
  it('is told by every dialler that we understand', () => {
    expect(Object.keys(tellers).sort()).toEqual(Object.keys(diallers).sort());
  });

  it.each(everyKind)('of %s is Called where it ended after talk', (kind, teller) => {
    const before = kind === 'telnyx' ? ['answered'] : kind === 'ringcentral' ? ['Answered'] : [];
    const facts = [
      ...before.flatMap((word) => factsOf(kind, teller, { word, second: 10, talkSeconds: 0 })),
      ...factsOf(kind, teller, { word: teller.words[0], second: 40, talkSeconds: 30 }),
    ];
    expect(callFrom(facts, frame)).toMatchObject({ status: 'Called', talkSeconds: 30, direction: 'outbound', leadPhone: '+919812345678' });
  });

  it.each(everyKind)('of %s is the same in any order, however often it was said', (kind, teller) => {
    const told = momentsOf(teller).map((moment) => factsOf(kind, teller, moment));
    fc.assert(
      fc.property(deliveriesOf(told), ({ sent, came }) => {
        expect(callFrom(came, frame)).toEqual(callFrom(sent, frame));
      }),
      { numRuns: 100 },
    );
  });

  it('is the same in any order where all of them speak of it', () => {
    const told = fc.oneof(...everyKind.map(([kind, teller]) => momentsOf(teller).map((moment) => factsOf(kind, teller, moment))));
    fc.assert(
      fc.property(deliveriesOf(told), ({ sent, came }) => {
        expect(callFrom(came, frame)).toEqual(callFrom(sent, frame));
      }),
      { numRuns: 250 },
    );
  });
});

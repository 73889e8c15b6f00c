import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../shared/domain/call.ts';
import { type Fact, signals } from '../../../shared/domain/fact.ts';
import { reasons, statuses } from '../../../shared/domain/status.ts';
import { packCall, unpackCall } from '../../../shared/store/packed-call.ts';
import { aFact, aFrame, at } from '../../builders.ts';

const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), fc.constantFrom('', '=', '"', 'null', '0'));
const instant = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  // Whatever an instant is written like, it comes back so.
  fc.constantFrom('2026-11-22T10:00:00Z', '2026-11-22T10:00:00.5Z', '', 'soon'),
);
const seconds = fc.integer({ min: 0, max: 200_000 });
const agent = fc.record({ id: text, branch: text, department: text }, { requiredKeys: ['id'], noNullPrototype: true });

const fact: fc.Arbitrary<Fact> = fc.record(
  {
    id: text,
    source: fc.constantFrom('dialler', 'agent', 'correction', 'sweep'),
    occurredAt: instant,
    receivedAt: instant,
    signal: fc.constantFrom(...signals),
    eventId: text,
    word: text,
    reason: fc.constantFrom(...reasons),
    disposition: fc.constantFrom(...statuses),
    direction: fc.constantFrom('inbound', 'outbound'),
    leadPhone: text,
    agent,
    startedAt: instant,
    answeredAt: instant,
    endedAt: instant,
    talkSeconds: seconds,
    ringSeconds: seconds,
    legSeconds: seconds,
    reasonWord: text,
    note: text,
    followUpAt: instant,
    campaign: text,
    recordingUrl: text,
  },
  { requiredKeys: ['id', 'source', 'occurredAt', 'receivedAt', 'signal'], noNullPrototype: true },
);

const frame: fc.Arbitrary<Frame> = fc.record(
  {
    timezone: text,
    leadId: text,
    tags: fc.array(text, { maxLength: 3 }),
    leadCampaign: text,
    connectionCampaign: text,
    machineIsConversation: fc.boolean(),
  },
  { requiredKeys: ['timezone', 'tags', 'machineIsConversation'], noNullPrototype: true },
);

const source = fc.record(
  {
    connection: fc.option(text),
    externalId: text,
    frame,
    // Facts that repeat one another in part, as those of one call do.
    facts: fc.array(
      fc.oneof(
        fact,
        fact.map((one) => ({ ...one, leadPhone: '+919812345678', signal: 'busy' as const })),
      ),
      { maxLength: 5 },
    ),
  },
  { noNullPrototype: true },
);

describe('a packed call', () => {
  it('gives back exactly what was said, whatever it was', () => {
    fc.assert(
      fc.property(source, (call) => {
        expect(unpackCall(packCall(call))).toStrictEqual(call);
      }),
      { numRuns: 3000 },
    );
  });

  it('gives back moments at both ends of time, which are further apart than a number counts exactly', () => {
    const [first, last] = ['-271821-04-20T00:00:00.000Z', '+275760-09-13T00:00:00.000Z'];
    const facts = [aFact({ receivedAt: first, occurredAt: last }), aFact({ receivedAt: last, occurredAt: first, startedAt: last })];
    const call = { connection: 'k_1', externalId: 'call-1', frame: aFrame(), facts };
    expect(unpackCall(packCall(call))).toStrictEqual(call);
  });

  it('says what facts repeat of one another once', () => {
    const repeated = { leadPhone: '+919812345678', agent: { id: 'a_asha', branch: 'b_pune', department: 'd_sales' } };
    const facts = [aFact(repeated), aFact({ ...repeated, signal: 'busy', occurredAt: at(20) })];
    const packed = packCall({ connection: 'k_1', externalId: 'call-1', frame: aFrame(), facts });
    expect(packed.split('+919812345678')).toHaveLength(2);
    expect(packed.split('a_asha')).toHaveLength(2);
  });

  it('of a newer version with unknown words is not read as something else', () => {
    const packed = packCall({ connection: null, externalId: 'call-1', frame: aFrame(), facts: [aFact({ signal: 'busy' })] });
    expect(() => unpackCall(packed.replace('"g":"b"', '"g":"?"'))).toThrow('"?" is none of the codes');
  });
});

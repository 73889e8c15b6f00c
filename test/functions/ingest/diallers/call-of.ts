import { expect } from 'vitest';
import type { Reading } from '../../../../functions/ingest/diallers/dialler.ts';
import { callFrom } from '../../../../shared/domain/call-from.ts';
import type { Fact } from '../../../../shared/domain/fact.ts';
import { factIdOf } from '../../../../shared/store/ids.ts';
import { now, theStatement } from './webhooks.ts';

/** What is known of a call once these messages about it have come, in any order. */
export function callOf(readings: readonly Reading[], timezone = 'Asia/Kolkata') {
  const facts = readings.map((reading): Fact => {
    const { agent: _, ...statement } = theStatement(reading);
    return { ...statement, id: factIdOf(statement), source: 'dialler', occurredAt: statement.occurredAt ?? now, receivedAt: now };
  });
  const frame = { timezone, tags: [], machineIsConversation: false };
  const call = callFrom(facts, frame);
  expect(callFrom(facts.toReversed(), frame)).toEqual(call);
  return call;
}

import { randomUUID } from 'node:crypto';
import type { Frame, RecordedCall } from '../../../shared/domain/call.ts';
import { callFrom } from '../../../shared/domain/call-from.ts';
import type { Fact } from '../../../shared/domain/fact.ts';
import { callIdOf } from '../../../shared/store/ids.ts';
import { aFact, aFrame } from '../../builders.ts';

/** A workspace that no other test has. */
export function aWorkspace(): string {
  return `w_${randomUUID().slice(0, 8)}`;
}

type Told = { workspace: string; externalId?: string; facts?: readonly Fact[]; frame?: Partial<Frame>; version?: number };

/** A call of version 1 that its dialler tells to be ringing, unless told otherwise. */
export function aRecordedCall({ workspace, externalId = randomUUID(), facts = [aFact()], frame, version = 1 }: Told): RecordedCall {
  const whole = aFrame(frame);
  const id = callIdOf(workspace, 'k_1', externalId);
  return { id, workspace, connection: 'k_1', externalId, version, frame: whole, facts, call: callFrom(facts, whole) };
}

/** The same call after more was said of it. */
export function told(call: RecordedCall, ...more: readonly Fact[]): RecordedCall {
  const facts = [...call.facts, ...more];
  return { ...call, version: call.version + 1, facts, call: callFrom(facts, call.frame) };
}

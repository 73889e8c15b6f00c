import { agentNames, type DemoLead, demoLead, leadCount, pickUpOf } from './demo-data.ts';
import type { Told } from './demo-webhook.ts';
import { extensionOf } from './demo-workspace.ts';

/** A call as it will go, before any of it is told. */
export type DemoCall = {
  callId: string;
  lead: DemoLead;
  /** Position in the demo's agents. */
  agentNumber: number;
  direction: 'inbound' | 'outbound';
  startedAt: Date;
  ringSeconds: number;
  ending: 'completed' | 'busy' | 'no-answer';
  talkSeconds: number;
};

/** Invents a call that starts at that moment. Mostly outbound, answered as the lead's temperature has it. */
export function inventCall(callId: string, startedAt: Date, random: () => number): DemoCall {
  const lead = demoLead(Math.floor(random() * leadCount));
  const direction = random() < 0.15 ? 'inbound' : 'outbound';
  const answered = random() < (direction === 'inbound' ? 0.7 : pickUpOf[lead.temperature]);
  const busy = direction === 'outbound' && random() < 0.25;
  return {
    callId,
    lead,
    agentNumber: Math.floor(random() * (agentNames.length - 1)),
    direction,
    startedAt,
    ringSeconds: 2 + Math.floor(random() * 12),
    ending: answered ? 'completed' : busy ? 'busy' : 'no-answer',
    talkSeconds: answered ? 5 + Math.floor(random() ** 2 * 180) : 0,
  };
}

/** What the dialler says of it, in order. */
export function toldOf(call: DemoCall): Told[] {
  const after = (seconds: number) => new Date(call.startedAt.getTime() + seconds * 1000);
  const common = {
    callId: call.callId,
    direction: call.direction,
    leadPhone: call.lead.phone,
    agent: extensionOf(call.agentNumber),
    startedAt: call.startedAt,
  };
  const ringing: Told = { ...common, status: 'ringing', at: call.startedAt };
  if (call.ending !== 'completed') return [ringing, { ...common, status: call.ending, at: after(call.ringSeconds) }];
  return [
    ringing,
    { ...common, status: 'answered', at: after(call.ringSeconds) },
    { ...common, status: 'completed', at: after(call.ringSeconds + call.talkSeconds), talkSeconds: call.talkSeconds },
  ];
}

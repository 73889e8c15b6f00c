import type { AgentReference } from '../../../shared/domain/fact.ts';
import type { Direction } from '../../../shared/domain/status.ts';

/**
 * Whose leg of a call a message speaks of. `agent-first` is an agent who is connected before the lead is called: what happens on that leg
 * is not yet an attempt on the lead. `agent-rung` is an agent who is rung while the lead waits: their answer is the answer.
 */
export type Leg = 'lead' | 'agent-first' | 'agent-rung';
export type Parties = {
  leg: Leg;
  direction: Direction | undefined;
  leadParam: 'From' | 'To' | undefined;
  agent: AgentReference | undefined;
};

/**
 * Who is lead and who is agent. Browser and SIP phones (`client:`, `sip:`) are agents; a number is the lead's:
 * the caller's of an inbound call, the callee's of any other.
 *
 * A child leg to a number is taken as the call to the lead (an agent's phone was connected first), unless it is an agent's own number:
 * see `partiesOfAgent`. Both are kept under the parent's id, so that the parent's own words, which are earlier, say direction and lead
 * where the parent is subscribed to as well.
 */
export function partiesOf({
  direction = '',
  from,
  to,
  isChild,
}: {
  direction?: string;
  from: string;
  to: string;
  isChild: boolean;
}): Parties {
  const [caller, callee] = [agentAt(from), agentAt(to)];
  const numberOf = (param: 'From' | 'To') => ((param === 'From' ? from : to) === '' ? undefined : param);
  if (isChild && callee) return { leg: 'agent-rung', direction: undefined, leadParam: undefined, agent: callee };
  if (direction.startsWith('outbound') && callee) return { leg: 'agent-first', direction: 'outbound', leadParam: undefined, agent: callee };
  if (direction.startsWith('outbound')) return { leg: 'lead', direction: 'outbound', leadParam: numberOf('To'), agent: caller };
  if (direction !== 'inbound') return { leg: 'lead', direction: undefined, leadParam: undefined, agent: caller ?? callee };
  // To the carrier, a call that an agent places from a browser is inbound.
  if (caller) return { leg: 'agent-first', direction: 'outbound', leadParam: callee ? undefined : numberOf('To'), agent: caller };
  return { leg: 'lead', direction: 'inbound', leadParam: numberOf('From'), agent: callee };
}

/**
 * The same leg where its number turns out to be an agent's own telephone; undefined where the leg has no number. Of a call, an agent who
 * is rung for the lead, or one who is connected first.
 */
export function partiesOfAgent({ leg, leadParam }: Parties, { isChild }: { isChild: boolean }): Parties | undefined {
  if (leg !== 'lead' || leadParam === undefined) return undefined;
  const nobody = { leadParam: undefined, agent: undefined };
  return isChild ? { leg: 'agent-rung', direction: undefined, ...nobody } : { leg: 'agent-first', direction: 'outbound', ...nobody };
}

/** `client:asha` is the agent known as `asha`; `sip:asha@pbx.example;transport=tls` the one known as `asha@pbx.example`. */
function agentAt(party: string): AgentReference | undefined {
  const name = /^(?:client|sips?):([^;?]+)/i.exec(party.trim())?.[1];
  if (name === undefined) return undefined;
  return name.includes('@') ? { id: name, email: name } : { id: name };
}

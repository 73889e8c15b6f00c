import type { AgentReference } from '../../../shared/domain/fact.ts';
import type { Direction } from '../../../shared/domain/status.ts';
import { dialledNumber } from './dialled-number.ts';
import { type Leg, partiesOf } from './parties-of.ts';

/** Lead and agent of one leg, with the lead's number in E.164. */
export type Sides = {
  leg: Leg;
  direction: Direction | undefined;
  leadPhone: string | undefined;
  agent: AgentReference | undefined;
};

type Ends = { direction?: string | undefined; from?: string | undefined; to?: string | undefined };

/**
 * The same leg where its number turns out to be an agent's own telephone; undefined where it has none. A leg that was made is taken for that
 * of an agent who is rung for the lead, and says nothing of the call's own direction.
 */
export function sidesOfAgent({ leg, direction, leadPhone }: Sides): Sides | undefined {
  if (leg !== 'lead' || leadPhone === undefined) return undefined;
  const nobody = { leadPhone: undefined, agent: undefined };
  return direction === 'outbound'
    ? { leg: 'agent-rung', direction: undefined, ...nobody }
    : { leg: 'agent-first', direction: 'outbound', ...nobody };
}

/** Who is lead and who is agent of a leg that was not made for another one. `region` is the country of numbers without a country code. */
export function sidesOf({ direction = '', from = '', to = '' }: Ends, region: string): Sides {
  const { leadParam, ...parties } = partiesOf({ direction: direction.toLowerCase(), from, to, isChild: false });
  return { ...parties, leadPhone: leadParam && dialledNumber(leadParam === 'From' ? from : to, region) };
}

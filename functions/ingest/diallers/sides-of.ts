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

/** Who is lead and who is agent of a leg that was not made for another one. `region` is the country of numbers without a country code. */
export function sidesOf({ direction = '', from = '', to = '' }: Ends, region: string): Sides {
  const { leadParam, ...parties } = partiesOf({ direction: direction.toLowerCase(), from, to, isChild: false });
  return { ...parties, leadPhone: leadParam && dialledNumber(leadParam === 'From' ? from : to, region) };
}

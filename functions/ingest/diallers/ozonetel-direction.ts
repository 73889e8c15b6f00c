import type { Direction } from '../../../shared/domain/status.ts';
import { directionOf } from './direction-of.ts';

/** The direction of a call's type: inbound, or one of the ways to call out (manual, progressive, predictive, preview). */
export function ozonetelDirection(type: string | undefined): Direction | undefined {
  if (type === undefined) return undefined;
  return /^(?:manual|progressive|predictive|preview|click)/i.test(type.trim()) ? 'outbound' : directionOf(type);
}

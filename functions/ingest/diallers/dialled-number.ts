import { toE164 } from '../../../shared/contracts/phone.ts';
import { isWithheld } from './is-withheld.ts';

/**
 * A number in E.164. Carriers put all sorts of things in a number's place: what cannot be dialled (withheld, a short code, a name) is
 * undefined, as nobody's number, and no reason to lose the call.
 * @param region country of a number without a country code
 */
export function dialledNumber(text: string, region: string): string | undefined {
  return isWithheld(text) ? undefined : toE164(text, region);
}

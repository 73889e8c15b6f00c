import { ipAddress } from './ip-address.ts';
import { type LeafTest, type PatternPlace, refused } from './pattern-place.ts';

/** `{ "cidr": "10.0.0.0/24" }`: strings that are an address of that block and family. A block of one address is refused. */
export function cidr(operand: unknown, place: PatternPlace): LeafTest {
  const { bits, value, freeBits } = blockOf(operand, place);
  const network = value >> freeBits;
  return (leaf) => {
    const address = typeof leaf === 'string' ? ipAddress(leaf) : undefined;
    return address !== undefined && address.bits === bits && address.value >> freeBits === network;
  };
}

function blockOf(operand: unknown, place: PatternPlace) {
  const [, start = '', mask = ''] = (typeof operand === 'string' && /^([^/]+)\/([0-9]{1,3})$/.exec(operand)) || [];
  const address = ipAddress(start);
  if (address === undefined || Number(mask) >= address.bits) {
    const wanted = 'an IPv4 block with a mask of 0 to 31 bits or an IPv6 block with one of 0 to 127, like "10.0.0.0/24"';
    throw refused(place, `has the "cidr" ${JSON.stringify(operand)}; write ${wanted}`);
  }
  return { ...address, freeBits: BigInt(address.bits - Number(mask)) };
}

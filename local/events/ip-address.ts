import { isIPv6 } from 'node:net';

type IpAddress = { bits: 32 | 128; value: bigint };

/**
 * Reads an address as the rules engine of EventBridge does: four decimal octets (leading zeros are decimal too), or
 * IPv6 in hexadecimal groups alone, without a zone; one that only maps an IPv4 address is that IPv4 address.
 */
export function ipAddress(text: string): IpAddress | undefined {
  if (/^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/.test(text)) return ipv4(text);
  if (/^[0-9a-f:]*:[0-9a-f:]*$/i.test(text) && isIPv6(text)) return ipv6(text);
  return undefined;
}

function ipv4(text: string): IpAddress | undefined {
  const octets = text.split('.').map(Number);
  if (octets.some((octet) => octet > 255)) return undefined;
  return { bits: 32, value: joined(octets, 8n) };
}

function ipv6(text: string): IpAddress {
  const [head = [], tail = []] = text.split('::').map((half) => half.split(':').filter((group) => group !== ''));
  const zeros = new Array<string>(8 - head.length - tail.length).fill('0');
  const value = joined(
    [...head, ...zeros, ...tail].map((group) => Number.parseInt(group, 16)),
    16n,
  );
  return value >> 32n === 0xffffn ? { bits: 32, value: value & 0xffffffffn } : { bits: 128, value };
}

function joined(parts: number[], width: bigint): bigint {
  return parts.reduce((value, part) => (value << width) | BigInt(part), 0n);
}

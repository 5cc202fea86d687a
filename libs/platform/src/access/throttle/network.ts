import { isIPv6 } from 'node:net';

const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/** Longest text that is kept of what is no address. */
const LONGEST = 45;

/**
 * What counts as one place: an IPv4 address; of IPv6 the first 64 bits, since whoever has one address there has them all.
 */
export function networkOf(address: string): string {
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address.slice(0, LONGEST);
  return `${groupsOf(address).slice(0, 4).join(':')}::/64`;
}

/** The groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [withoutZone = ''] = address.toLowerCase().split('%');
  const [before = [], after = []] = withoutZone.split('::').map(groups);
  const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
  return [...before, ...zeros, ...after];
}

/** An IPv4 address at the end takes the place of two groups; they are never among the first four. */
function groups(part: string): string[] {
  if (part === '') return [];
  return part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group.replace(/^0+(?=.)/, '')]));
}

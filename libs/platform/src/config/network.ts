import { isIP } from 'node:net';

/**
 * Exact origins as a browser sends them.
 * @throws RangeError when one is a wildcard, or not an origin.
 */
export function originsOf(text: string): readonly string[] {
  const origins = partsOf(text);
  if (origins.length > 0 && origins.every(isOrigin)) return origins;
  throw new RangeError('must be exact origins such as https://ward.example, separated by commas');
}

/**
 * Addresses, and ranges in CIDR notation.
 * @throws RangeError when one is neither, or takes in every address there is.
 */
export function proxiesOf(text: string): readonly string[] {
  const ranges = partsOf(text);
  if (ranges.length > 0 && ranges.every(isRange)) return ranges;
  throw new RangeError('must be addresses or ranges such as 10.0.0.5 or 10.0.0.0/24, separated by commas');
}

function partsOf(text: string): string[] {
  return text.split(',').map((part) => part.trim());
}

function isOrigin(text: string): boolean {
  return /^https?:\/\/[\w.:[\]-]+$/.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function isRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  if (bits === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) > 0 && Number(prefix) <= bits);
}

import fc from 'fast-check';
import type { Route } from '../support/route-table.js';

/** What Node's client agrees to send; anything else never leaves. */
const NOT_IN_HEADERS = /[^\t\x20-\x7e\x80-\xff]/g;
const LONGEST = 2000;

const ETAGS = ['"1"', '"2"', '*', 'W/"1"', '1', '"1", "2"', '', '"', '"1e0"', '"-1"', '"99999999999999999999"'];
const TYPES = [
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/json;',
  'Application/JSON',
  'application/merge-patch+json',
  'application/problem+json',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'text/plain',
  'text/csv',
  '*/*',
  'json',
  '',
];

/** Names that a client, a proxy or an attacker may add. */
const OTHERS = [
  'accept',
  'accept-encoding',
  'accept-language',
  'authorization',
  'content-encoding',
  'cookie',
  'if-modified-since',
  'origin',
  'range',
  'x-forwarded-for',
  'x-http-method-override',
  'x-request-id',
];

/** Headers beside the usual ones: conditions and keys of all forms, other content types, and what nobody asked for. */
export function oddHeaders(route: Route, text: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> {
  const odd = text.map(inHeader);
  const etag = fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...ETAGS) }, { weight: 1, arbitrary: odd });
  // A key that comes again, with the same request or another; one of its own; and what is no key.
  const key = fc.oneof(fc.constantFrom('a', 'b', 'c', '!'), fc.uuid(), fc.constantFrom('', ' ', 'x'.repeat(256)), odd);
  const other = fc.tuple(fc.constantFrom(...OTHERS), odd).map((pair) => [pair]);
  return fc
    .tuple(
      sometimes(route.method === 'GET' ? 'if-none-match' : 'if-match', etag, 2),
      sometimes('idempotency-key', key, route.method === 'POST' ? 1 : 20),
      sometimes('content-type', fc.oneof(fc.constantFrom(...TYPES), odd), 20),
      fc.oneof({ weight: 8, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: other }),
    )
    .map((parts) => Object.fromEntries(parts.flat()));
}

/** Once for every `absent` times without. */
function sometimes(
  name: string,
  value: fc.Arbitrary<string>,
  absent: number,
): fc.Arbitrary<readonly (readonly [string, string])[]> {
  return fc.oneof(
    { weight: absent, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: value.map((given) => [[name, given] as const]) },
  );
}

export function inHeader(text: string): string {
  return text.replace(NOT_IN_HEADERS, '').slice(0, LONGEST);
}

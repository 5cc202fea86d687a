import fc from 'fast-check';
import { NUMBERS, oddName } from './hostile-values.js';

/** A place in a JSON value: what holds it, and under which name or number. */
interface Place {
  readonly holder: object;
  readonly key: string;
}

/** One change to a JSON value, at the place that `at` comes to when the places are counted round and round. */
interface Change {
  readonly at: number;
  readonly what: 'replace' | 'remove' | 'add' | 'repeat' | 'wrap';
  readonly value: unknown;
  readonly name: string;
}

/** A change to the text of a body, which no value of JavaScript could bring about. */
type Respelling = (json: string, at: number) => string;

const RESPELLINGS: readonly Respelling[] = [
  (json, at) => json.slice(0, at % (json.length + 1)),
  (json, at) => json.slice(0, at % (json.length + 1)) + json.slice((at % (json.length + 1)) + 1),
  (json) => `\ufeff${json}`,
  (json) => `${json}${json}`,
  (json) => `${json}\u0000`,
  (json) => ' '.repeat(20_000) + json,
  (json) => json.replaceAll('"', "'"),
  (json) => json.replace(/^\{/, '{"__proto__":{"admin":true},'),
  (json) => json.replace(/^\{/, '{"constructor":{"prototype":{"admin":true}},'),
  // The same name twice: the first field as it was, and once more with nothing.
  (json) => json.replace(/^\{("(?:[^"\\]|\\.)*"):/, '{$1:null,$1:'),
  (json) => json.replace(/\}$/, ',}'),
  (json) => json.replace(/:/, ':/* */'),
  (json, at) => json.replace(/:\s*"?[^",}\]]*"?/, `:${NUMBERS[at % NUMBERS.length] ?? '0'}`),
  (json, at) => json.replace(/-?\d+(\.\d+)?(?=[,}\]])/, NUMBERS[at % NUMBERS.length] ?? '0'),
  (json) => json.replace(/[a-z](?=")/, '\\ud800'),
  (json) => json.replace(/[a-z](?=")/, '\\u0000'),
  (json) => json.replace(/[a-z](?=")/, '\t'),
  (json) => json.replace(/true|false|null|\d+/, 'NaN'),
  (json) => json.replace(/[a-z](?=")/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`),
  (json, at) => `${'[{"a":'.repeat((at % 40) + 1)}${json}${'}]'.repeat((at % 40) + 1)}`,
  () => '['.repeat(50_000),
  () => `{"a":"${'x'.repeat(1_048_576)}"}`,
  () => `{${Array.from({ length: 300 }, (_, index) => `"n${index}":1`).join()}}`,
];

/** `bodies` with up to three things changed in each. */
export function changedValues(bodies: fc.Arbitrary<unknown>, hostile: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const change: fc.Arbitrary<Change> = fc.record({
    at: fc.nat({ max: 500 }),
    what: fc.constantFrom('replace', 'replace', 'replace', 'remove', 'add', 'repeat', 'wrap'),
    value: hostile,
    name: oddName,
  });
  return fc
    .tuple(bodies, fc.array(change, { maxLength: 3 }))
    .map(([body, changes]) => changes.reduce<unknown>(applied, body));
}

/** `bodies` as JSON; one in three of another spelling. */
export function spelled(bodies: fc.Arbitrary<unknown>): fc.Arbitrary<string> {
  const asItIs = fc.constant<Respelling>((json) => json);
  const otherwise = fc.constantFrom(...RESPELLINGS);
  const respelling = fc.oneof({ weight: 2, arbitrary: asItIs }, { weight: 1, arbitrary: otherwise });
  return fc
    .tuple(bodies, respelling, fc.nat({ max: 5000 }))
    .map(([body, respell, at]) => respell(JSON.stringify(body), at));
}

function applied(body: unknown, { at, what, value, name }: Change): unknown {
  const root = { body: JSON.parse(JSON.stringify(body)) as unknown };
  const places = placesIn(root);
  const place = places[at % places.length];
  if (place === undefined) return body;
  const { holder, key } = place;
  const old = Reflect.get(holder, key) as unknown;
  if (what === 'remove') Reflect.deleteProperty(holder, key);
  else if (what === 'add' && isObject(old) && !Array.isArray(old)) put(old, name, value);
  else if (what === 'repeat' && Array.isArray(old)) put(holder, key, repeated(old));
  else put(holder, key, what === 'wrap' ? [old] : value);
  return root.body === undefined ? null : root.body;
}

function repeated(list: readonly unknown[]): unknown[] {
  return list.length === 0 ? [null, null] : [...list, ...list, ...list];
}

/** Every value within, itself included, from the outside in. */
function placesIn(holder: object): Place[] {
  return Object.entries(holder).flatMap(([key, value]: [string, unknown]) => [
    { holder, key },
    ...(isObject(value) ? placesIn(value) : []),
  ]);
}

/** Also under `__proto__`, which an assignment would take for something else. */
function put(holder: object, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, configurable: true, enumerable: true, writable: true });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

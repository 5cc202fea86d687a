import fc from 'fast-check';

/** Texts that are hard on what reads, keeps, compares or shows them. */
const TEXTS = [
  '',
  ' ',
  '\t\r\n',
  '\u0000',
  'a\u0000b',
  '\ud800',
  'x\udfff\ud83dy',
  '\ufeff',
  '\u202egnp.exe',
  '\uffff\ufffe',
  '👩🏽‍⚕️'.repeat(20),
  'Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢',
  'ﷺ'.repeat(200),
  'İ'.repeat(100),
  "'; DROP TABLE residents; --",
  '%',
  '_%',
  '" OR ""="',
  '*',
  '(((((',
  'NEAR(a b)',
  '{{7*7}}',
  '${7*7}',
  '../../../../etc/passwd',
  '<script>alert(1)</script>',
  '__proto__',
  'constructor',
  'null',
  'true',
  'NaN',
  '-0',
  '1e400',
  '٣',
];

/** Moments and days at the edge of what a calendar, a format or a database takes. */
const TIMES = [
  '0000-01-01',
  '0001-01-01',
  '9999-12-31',
  '10000-01-01',
  '+275760-09-13',
  '-271821-04-20',
  '2026-02-29',
  '2026-02-30',
  '2026-13-01',
  '2026-11-24T24:00:00Z',
  '2026-06-30T23:59:60Z',
  '2026-03-29T02:30',
  '2026-10-25T02:30',
  '0001-01-01T00:00:00+14:00',
  '9999-12-31T23:59:59.999-14:00',
  '9999-12-31T23:59',
  '0000-01-01T00:00',
  '2026-11-24T08:00:00+99:99',
  '2026-11-24T08:00:00.123456789123Z',
  '2026-11-24T08:00:00[Europe/Madrid]',
  '2026-11-24 08:00:00',
  '2026-W48-2',
  '24:00',
  '23:59:60',
];

/** Rules of recurrence that are many, endless, or none. */
const RULES = [
  'FREQ=DAILY;COUNT=100000',
  'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MONTHLY;BYDAY=5MO;BYSETPOS=-1;INTERVAL=999999999',
  'FREQ=DAILY;UNTIL=99991231T235959Z',
  'FREQ=SECONDLY',
  'FREQ=WEEKLY;BYDAY=MO,MO,MO;WKST=XX',
  'FREQ=YEARLY;BYYEARDAY=366;BYWEEKNO=53',
  'FREQ=DAILY;INTERVAL=0',
  'FREQ=',
];

/** Numbers as JSON spells them; JavaScript could not write all of them. */
export const NUMBERS = [
  '-0',
  '-1',
  '0.1',
  '1e-7',
  '1e-400',
  '1e21',
  '1e308',
  '1e400',
  '-1e400',
  '2147483648',
  '9007199254740993',
  '99999999999999999999999999999999',
  '1000000000.0000001',
  '0.30000000000000004',
];

/** Names that mean something to JavaScript, to us, or to nobody. */
export const oddName: fc.Arbitrary<string> = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'then',
  'length',
  'id',
  'version',
  'createdAt',
  '$ref',
  'a/b~c',
  '',
  '\u0000',
  'x'.repeat(5000),
);

/** @param collected texts that others have found to be hard. */
export function hostileText(collected: readonly string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
    { weight: 2, arbitrary: fc.constantFrom(...TIMES) },
    { weight: 1, arbitrary: fc.constantFrom(...RULES) },
    { weight: 4, arbitrary: fc.constantFrom(...TEXTS, ...collected) },
    { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 300, size: 'large' }) },
    { weight: 1, arbitrary: longText() },
  );
}

/** Any JSON value where another was due. */
export function hostileValue(collected: readonly string[]): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 6, arbitrary: hostileText(collected) },
    { weight: 3, arbitrary: fc.constantFrom(...NUMBERS.map(Number).filter(Number.isFinite)) },
    { weight: 2, arbitrary: fc.double({ noNaN: true, noDefaultInfinity: true }) },
    { weight: 3, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { a: null }) },
    { weight: 1, arbitrary: fc.nat({ max: 400 }).map(nested) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 4, stringUnit: 'binary' }) },
  );
}

/** Just around the bounds of fields, and far beyond. */
function longText(): fc.Arbitrary<string> {
  const lengths = [50, 51, 100, 101, 200, 201, 256, 257, 1000, 1001, 2001, 4001, 30_000];
  return fc
    .tuple(fc.constantFrom(...lengths), fc.constantFrom('x', 'é', '\u{1f475}', ' ', '\u0000'))
    .map(([length, character]) => character.repeat(length));
}

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

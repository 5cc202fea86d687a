import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { refuseUnboundedJson } from './json-bounds.js';

const nested = (levels: number, [open, close]: readonly [string, string]): string =>
  open.repeat(levels) + close.repeat(levels);
const named = (names: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: names }, (_, index) => [`n${index}`, index])));
const listed = (values: number): string => JSON.stringify(Array.from({ length: values }, () => 0));

describe('a JSON body', () => {
  test.each([
    ['32 levels of lists', nested(32, ['[', ']'])],
    ['256 names', named(256)],
    ['29,000 values', listed(29_000)],
    ['many objects of few names', JSON.stringify(Array.from({ length: 1000 }, () => ({ a: 1, b: 2, c: [3, 4] })))],
    ['brackets and commas in a text', JSON.stringify({ note: '[{,'.repeat(60_000) })],
    ['quotes and backslashes in a text', JSON.stringify({ note: '\\"[\\\\"'.repeat(10_000), more: '\\' })],
  ])('may have %s', (_, json) => {
    expect(() => {
      refuseUnboundedJson(json);
    }).not.toThrow();
  });

  test.each([
    ['33 levels of lists', nested(33, ['[', ']']), 'deeper than 32'],
    ['200,000 levels of lists', nested(200_000, ['[', ']']), 'deeper than 32'],
    ['33 levels of objects', '{"a":'.repeat(33), 'deeper than 32'],
    ['levels after a text that ends in a backslash', `["\\\\",${'['.repeat(40)}`, 'deeper than 32'],
    ['257 names', named(257), 'more than 256 names'],
    ['257 names deep inside', `[[{"a":[0,${named(257)}]}]]`, 'more than 256 names'],
    ['30,001 values', listed(30_001), 'more than 30000 values'],
    ['30,001 empty lists', `[${'[],'.repeat(30_001)}[]]`, 'more than 30000 values'],
  ])('may not have %s', (_, json, detail) => {
    expect(() => {
      refuseUnboundedJson(json);
    }).toThrow(detail);
  });

  test('of few values is never refused, however it is written', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 30, noUnicodeString: false }), fc.nat(4), (value, spaces) => {
        refuseUnboundedJson(JSON.stringify(value, undefined, spaces));
      }),
    );
  });

  test('of too many levels is refused, whatever stands in them', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 2, noUnicodeString: false }),
        fc.integer({ min: 33, max: 99 }),
        (value, levels) => {
          const text = JSON.stringify(value);
          expect(() => {
            refuseUnboundedJson(`[${text},`.repeat(levels) + text + ']'.repeat(levels));
          }).toThrow('deeper than 32');
        },
      ),
    );
  });
});

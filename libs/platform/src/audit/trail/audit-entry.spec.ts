import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Instant } from '#platform/time';
import { canonical, chained, chainedAll, hashOf, START, type Act } from './audit-entry.js';

const GIVEN: Act = {
  at: '2026-03-29T06:02:11.000Z' as Instant,
  actor: 'n.ruiz',
  action: 'create',
  resource: 'administration',
  resourceId: '0199b1d0-7c00-7000-8000-000000000001',
  residentId: '0199b1d0-7c00-7000-8000-000000000002',
  before: null,
  after: { outcome: 'given', quantity: 1.5, note: 'con agua, ñ' },
  requestId: 'request-1',
};

test('an entry is hashed as anyone would with RFC 8785 and SHA-256', () => {
  const text =
    '{"action":"create","actor":"n.ruiz","after":{"note":"con agua, ñ","outcome":"given","quantity":1.5},' +
    '"at":"2026-03-29T06:02:11.000Z","before":null,' +
    `"previousHash":"${'0'.repeat(64)}","requestId":"request-1",` +
    '"residentId":"0199b1d0-7c00-7000-8000-000000000002","resource":"administration",' +
    '"resourceId":"0199b1d0-7c00-7000-8000-000000000001","seq":1}';
  expect(chained(START, GIVEN)).toEqual({
    ...GIVEN,
    after: '{"note":"con agua, ñ","outcome":"given","quantity":1.5}',
    seq: 1,
    previousHash: '0'.repeat(64),
    hash: createHash('sha256').update(text, 'utf8').digest('hex'),
  });
});

test('the order of fields does not count, anything else does', () => {
  const { hash, ...unsealed } = chained(START, GIVEN);
  expect(chained(START, { ...GIVEN, after: { note: 'con agua, ñ', quantity: 1.5, outcome: 'given' } }).hash).toBe(hash);
  const others = [
    { seq: 2 },
    { at: '2026-03-29T06:02:11.001Z' as Instant },
    { actor: 'n.ruis' },
    { action: 'update' as const },
    { resource: 'administrations' },
    { resourceId: '0199b1d0-7c00-7000-8000-000000000003' },
    { residentId: null },
    { before: '{}' },
    { after: '{"note":"con agua, ñ","outcome":"given","quantity":1}' },
    { requestId: '' },
    { previousHash: '1'.repeat(64) },
  ];
  const hashes = others.map((other) => hashOf({ ...unsealed, ...other }));
  expect(new Set([hash, ...hashes]).size).toBe(others.length + 1);
});

test('a chain counts from one and each entry names the hash of the one before', () => {
  const entries = chainedAll(START, [GIVEN, GIVEN, GIVEN]);
  expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(entries.map(({ previousHash }) => previousHash)).toEqual([START.hash, entries[0]?.hash, entries[1]?.hash]);
  expect(chainedAll(START, [])).toEqual([]);
});

describe('canonical JSON', () => {
  // The example of RFC 8785, section 3.2.2 and 3.2.3.
  test('is that of the standard', () => {
    const text = canonical({
      numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
      string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
      literals: [null, true, false],
    });
    expect(text).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  test('reads back as what it was', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const text = canonical(value);
        expect(canonical(JSON.parse(text) as object)).toBe(text);
      }),
    );
  });
});

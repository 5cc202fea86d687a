import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromEpochMilliseconds, parseInstant } from '#platform/time';
import { backupName, takenAtOf } from './backup-name.js';

test('a backup is named for the moment that it shows', () => {
  const at = parseInstant('2026-11-24T13:45:00.250Z');
  expect(backupName(at, 'sqlite')).toBe('residencia-20261124T134500.250Z.db');
  expect(backupName(at, 'postgres')).toBe('residencia-20261124T134500.250Z.dump');
});

test('and its name says when that was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000_000 }).map(fromEpochMilliseconds),
      fc.constantFrom('sqlite' as const, 'postgres' as const),
      (at, kind) => {
        expect(takenAtOf(backupName(at, kind))).toBe(at);
      },
    ),
  );
});

test.each([
  'residencia-20261124T134500.250Z.db.partial',
  'residencia-20261124T134500.250Z.db.sha256',
  'residencia-20261124T134500Z.db',
  'home.db',
  'a-residencia-20261124T134500.250Z.db',
])('%s is the name of something else', (name) => {
  expect(takenAtOf(name)).toBeUndefined();
});

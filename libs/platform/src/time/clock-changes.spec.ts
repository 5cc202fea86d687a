import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { addMinutes, clockChanges, fromEpochMilliseconds, minutesFromUtc, parseInstant, parseZone } from './index.js';

const zones = [
  'Europe/Madrid',
  'Atlantic/Canary',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'UTC',
];

test.each([
  ['Europe/Madrid', ['2026-10-25T01:00 120 60', '2027-03-28T01:00 60 120', '2027-10-31T01:00 120 60']],
  ['Atlantic/Canary', ['2026-10-25T01:00 60 0', '2027-03-28T01:00 0 60', '2027-10-31T01:00 60 0']],
  ['Australia/Lord_Howe', ['2026-10-03T15:30 630 660', '2027-04-03T15:00 660 630', '2027-10-02T15:30 630 660']],
  ['America/Sao_Paulo', []],
  ['UTC', []],
])('the clocks of %s are set from autumn to autumn', (zone, expected) => {
  const window = { from: parseInstant('2026-10-01T00:00:00Z'), to: parseInstant('2027-11-15T00:00:00Z') };
  const changes = clockChanges(window, parseZone(zone));
  expect(changes.map(({ at, before, after }) => `${at.slice(0, 16)} ${before} ${after}`)).toEqual(expected);
});

test('a change at the beginning of a window is in it, one at its end is not', () => {
  const at = parseInstant('2026-10-25T01:00:00Z');
  const found = (from: number, to: number) =>
    clockChanges({ from: addMinutes(at, from), to: addMinutes(at, to) }, parseZone('Europe/Madrid')).length;
  expect([found(0, 1), found(-1, 0), found(1, 2)]).toEqual([1, 0, 0]);
});

test.each(zones)('between two changes the clocks of %s are as the first one set them', (name) => {
  const zone = parseZone(name);
  const [from, to] = [parseInstant('2010-01-01T00:00:00Z'), parseInstant('2035-01-01T00:00:00Z')];
  const changes = clockChanges({ from, to }, zone);
  const start = minutesFromUtc(from, zone);
  fc.assert(
    fc.property(fc.integer({ min: Date.parse(from), max: Date.parse(to) - 1 }), (milliseconds) => {
      const at = fromEpochMilliseconds(milliseconds);
      expect(changes.findLast((change) => change.at <= at)?.after ?? start).toBe(minutesFromUtc(at, zone));
    }),
    { numRuns: 400 },
  );
});

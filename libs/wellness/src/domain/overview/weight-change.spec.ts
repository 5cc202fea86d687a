import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseZone } from '#platform/time';
import { stretchesBefore, weightChanges } from './weight-change.js';

const MADRID = parseZone('Europe/Madrid');

function weight(kilograms: number, on: string) {
  return { id: on, value: quantity(kilograms), takenAt: parseInstant(`${on}T08:00:00.000Z`) };
}

const NEWEST = weight(57, '2026-11-24');

test.each<[string, readonly (readonly [number, string])[], readonly (number | null)[]]>([
  ['one weight alone tells nothing', [], [null, null, null]],
  ['a loss of a month', [[60, '2026-10-25']], [-5, -5, -5]],
  ['the day before the stretch is not of it', [[60, '2026-10-24']], [null, -5, -5]],
  ['a gain', [[50, '2026-11-01']], [14, 14, 14]],
  [
    'a loss that goes on',
    [
      [58, '2026-11-01'],
      [60, '2026-09-01'],
      [63, '2026-06-01'],
    ],
    [-1.72, -5, -9.52],
  ],
  ['half a year and a day ago', [[60, '2026-05-27']], [null, null, null]],
  ['what came later', [[60, '2026-11-25']], [null, null, null]],
])('%s', (_, earlier, expected) => {
  const weights = [...earlier.map(([kilograms, on]) => weight(kilograms, on)), NEWEST];
  expect(weightChanges(NEWEST, weights, MADRID).map(({ percent }) => percent)).toEqual(expected);
});

test('says against which weight, in days of the home', () => {
  const [month] = weightChanges(NEWEST, [weight(60, '2026-11-01')], MADRID);
  expect(month).toEqual({ days: 30, since: '2026-11-01T08:00:00.000Z', from: quantity(60), percent: -5 });
  expect(stretchesBefore(NEWEST.takenAt, MADRID)).toEqual([
    '2026-10-24T22:00:00.000Z',
    '2026-08-25T22:00:00.000Z',
    '2026-05-27T22:00:00.000Z',
  ]);
});

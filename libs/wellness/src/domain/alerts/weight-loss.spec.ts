import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity, type Quantity } from '#platform/kernel';
import { addMinutes, parseInstant, parseZone, type Instant } from '#platform/time';
import { weightLossCause } from './weight-loss.js';

const MADRID = parseZone('Europe/Madrid');
const TODAY = parseInstant('2026-11-24T09:00:00+01:00');

interface Weight {
  readonly id: string;
  readonly value: Quantity;
  readonly takenAt: Instant;
}

/** So many days before the 24th of November 2026, at the same time of day by elapsed time. */
function weight(kilograms: number, daysBefore = 0): Weight {
  return {
    id: `${daysBefore} days before, ${kilograms} kg`,
    value: quantity(kilograms),
    takenAt: addMinutes(TODAY, -daysBefore * 1440),
  };
}

function severity(now: number, ...earlier: readonly Weight[]): string {
  return weightLossCause(weight(now), earlier, MADRID)?.severity ?? 'none';
}

describe('a loss of weight', () => {
  test.each<[string, number, readonly (readonly [number, number])[], string]>([
    ['nothing to compare with', 57, [], 'none'],
    ['5 % in 30 days', 57, [[60, 30]], 'warning'],
    ['a gram less than 5 %', 57.01, [[60, 30]], 'none'],
    ['5 % in 31 days', 57, [[60, 31]], 'none'],
    ['7.5 % in 90 days', 55.5, [[60, 90]], 'warning'],
    ['7.5 % in 91 days', 55.5, [[60, 91]], 'none'],
    ['10 % in 180 days', 54, [[60, 180]], 'urgent'],
    ['10 % in 181 days', 54, [[60, 181]], 'none'],
    ['10 % in a week', 54, [[60, 7]], 'urgent'],
    ['a gain', 63, [[60, 30]], 'none'],
    // Both the heaviest and not the first or the last of the stretch.
    [
      'down from the heaviest',
      57,
      [
        [58, 5],
        [60, 12],
        [58.5, 29],
      ],
      'warning',
    ],
    [
      'slowly, each step small',
      54,
      [
        [58, 28],
        [59, 60],
        [59.5, 120],
        [60, 170],
      ],
      'urgent',
    ],
  ])('%s', (_, now, earlier, expected) => {
    expect(severity(now, ...earlier.map(([kilograms, days]) => weight(kilograms, days)))).toBe(expected);
  });

  test.each<[string, number, readonly (readonly [number, number])[]]>([
    [
      'a slip of the scales among the others',
      59,
      [
        [60, 28],
        [95, 14],
        [59.5, 7],
        [60, 3],
      ],
    ],
    [
      'two figures exchanged',
      58,
      [
        [58, 40],
        [85, 20],
        [58.5, 10],
      ],
    ],
    ['a weight from which nobody comes down so far', 58, [[140, 20]]],
  ])('%s is nothing to compare with', (_, now, earlier) => {
    expect(severity(now, ...earlier.map(([kilograms, days]) => weight(kilograms, days)))).toBe('none');
  });

  test('is counted in days of the home, over the change of the clock', () => {
    const newest = { ...weight(57), takenAt: parseInstant('2026-10-26T00:30:00+01:00') };
    const before = { ...weight(60), id: 'before', takenAt: parseInstant('2026-09-26T23:59:00+02:00') };
    expect(weightLossCause(newest, [before], MADRID)?.severity).toBe('warning');
    const dayBefore = { ...before, takenAt: parseInstant('2026-09-25T23:59:00+02:00') };
    expect(weightLossCause(newest, [dayBefore], MADRID)).toBeUndefined();
  });

  test('says which two weights it is about', () => {
    const cause = weightLossCause(weight(54), [weight(60, 10), weight(59, 20)], MADRID);
    expect(cause?.inputs.slice(0, 2).map(({ value, id }) => [value, id])).toEqual([
      [54, '0 days before, 54 kg'],
      [60, '10 days before, 60 kg'],
    ]);
    expect(cause?.message.es).toBe('Pérdida de peso del 10,0 % en 10 días: de 60 kg a 54 kg');
  });
});

const kilograms = fc.integer({ min: 3000, max: 12_000 }).map((hundredths) => hundredths / 100);
const history = fc.array(fc.tuple(kilograms, fc.integer({ min: 1, max: 180 })), { maxLength: 12 });
const weights = (all: readonly (readonly [number, number])[]): readonly Weight[] =>
  all.map(([value, days], index) => ({ ...weight(value, days), id: `${index}` }));

describe('whatever was weighed', () => {
  test('nobody who weighs as much as ever has lost weight', () => {
    fc.assert(
      fc.property(history, (all) => {
        const most = Math.max(30, ...all.map(([value]) => value));
        expect(weightLossCause(weight(most), weights(all), MADRID)).toBeUndefined();
      }),
    );
  });

  test('the order in which weights are read changes nothing', () => {
    fc.assert(
      fc.property(kilograms, history, (now, all) => {
        const read = weights(all);
        const [one, other] = [read, [...read].reverse()].map(
          (earlier) => weightLossCause(weight(now), earlier, MADRID)?.severity,
        );
        expect(one).toBe(other);
      }),
    );
  });

  test('a single slip among steady weights raises nothing', () => {
    const steady = fc.array(
      fc.tuple(fc.double({ min: 0.98, max: 1.02, noNaN: true }), fc.integer({ min: 1, max: 180 })),
      {
        minLength: 3,
        maxLength: 10,
      },
    );
    const slip = fc.tuple(fc.double({ min: 1.3, max: 5, noNaN: true }), fc.integer({ min: 1, max: 180 }));
    fc.assert(
      fc.property(kilograms, steady, slip, (usual, all, [factor, days]) => {
        const near = all.map(([part, day]) => [Math.round(usual * part * 100) / 100, day] as const);
        const wrong = [Math.round(usual * factor * 100) / 100, days] as const;
        expect(weightLossCause(weight(usual), weights([...near, wrong]), MADRID)).toBeUndefined();
      }),
    );
  });

  test('whoever has lost a tenth of a steady weight is never missed', () => {
    fc.assert(
      fc.property(kilograms, fc.integer({ min: 1, max: 180 }), (before, days) => {
        const now = Math.floor(before * 90) / 100;
        const cause = weightLossCause(
          weight(now),
          weights([
            [before, days],
            [before, days],
          ]),
          MADRID,
        );
        expect(cause?.severity).toBe('urgent');
      }),
    );
  });
});

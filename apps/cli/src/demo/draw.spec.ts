import { describe, expect, test } from '@jest/globals';
import { ageOn, daysBetween, parseLocalDate } from '#platform/time';
import { drawResidents, RESIDENTS, ROOMS } from './draw.js';
import { FEWEST, MOST } from './draw-prescriptions.js';
import { randomFrom } from './random.js';

const today = parseLocalDate('2026-03-16');
const residents = drawResidents(2026, today);

describe('the demonstration home', () => {
  test('is the same for the same seed and day, and another for another seed', () => {
    expect(drawResidents(2026, today)).toEqual(residents);
    expect(drawResidents(2027, today)).not.toEqual(residents);
  });

  test('has sixty residents of different names, each in a bed of their own that a room has', () => {
    const beds = ROOMS.flatMap(({ unit, name, beds }) => beds.map((bed) => `${unit} ${name} ${bed}`));
    const taken = residents.map(({ bed }) => `${bed.unit} ${bed.room} ${bed.name}`);
    expect(residents).toHaveLength(RESIDENTS);
    expect(new Set(residents.map(({ givenName, familyName }) => `${givenName} ${familyName}`)).size).toBe(RESIDENTS);
    expect(new Set(taken).size).toBe(RESIDENTS);
    expect(taken.filter((bed) => !beds.includes(bed))).toEqual([]);
    expect(beds).toHaveLength(66);
  });

  test('has people of the generation that lives in one', () => {
    for (const { birthDate, familyName } of residents) {
      expect(ageOn(birthDate, today)).toBeGreaterThanOrEqual(75);
      expect(ageOn(birthDate, today)).toBeLessThan(100);
      expect(familyName.split(' ')).toHaveLength(2);
    }
  });
});

describe.each([1, 2, 3, 2026, 4_000_000_000])('prescriptions drawn with the seed %i', (seed) => {
  const drawn = drawResidents(seed, today);

  test('are four to nine a resident, no substance twice', () => {
    for (const { prescriptions } of drawn) {
      expect(prescriptions.length).toBeGreaterThanOrEqual(FEWEST);
      expect(prescriptions.length).toBeLessThanOrEqual(MOST);
      const substances = prescriptions.map(({ medicine }) => medicine.activeSubstance);
      expect(new Set(substances).size).toBe(substances.length);
      const chemicalGroups = prescriptions.map(({ medicine }) => medicine.atcCode.slice(0, 5));
      expect(new Set(chemicalGroups).size).toBe(chemicalGroups.length);
    }
  });

  test('respect allergies, by ATC group and by substance, and what a diagnosis forbids', () => {
    const harmful = drawn.flatMap(({ prescriptions, allergies, conditions }) => {
      const forbidden = [...allergies, ...conditions].flatMap(({ avoid }) => avoid);
      const substances = allergies.map(({ substance }) => substance);
      return prescriptions.filter(
        ({ medicine }) =>
          forbidden.some((group) => medicine.atcCode.startsWith(group)) ||
          substances.includes(medicine.activeSubstance),
      );
    });
    expect(harmful).toEqual([]);
  });

  test('began after the admission and are running', () => {
    for (const { prescriptions, admittedOn } of drawn) {
      for (const { startsOn, endsOn } of prescriptions) {
        expect(startsOn >= admittedOn && startsOn < today).toBe(true);
        expect(endsOn === null || endsOn >= today).toBe(true);
      }
    }
  });

  test('leave a fortnight of doses for most: only courses of treatment are younger', () => {
    const young = drawn.flatMap(({ prescriptions }) =>
      prescriptions.filter(({ startsOn, endsOn }) => endsOn === null && daysBetween(startsOn, today) < 15),
    );
    expect(young).toEqual([]);
  });
});

test('drawing numbers is even, within bounds and never twice the same thing', () => {
  const random = randomFrom(7);
  const counts = new Map<number, number>();
  for (let turn = 0; turn < 10_000; turn++) {
    const number = random.between(1, 10);
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const count of counts.values()) expect(Math.abs(count - 1_000)).toBeLessThan(150);
  expect(random.some([1, 2, 3], 9).sort()).toEqual([1, 2, 3]);
  expect(() => random.pick([])).toThrow(RangeError);
});

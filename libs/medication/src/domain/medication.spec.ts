import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { quantity } from '#platform/kernel';
import { parseAtcCode } from './atc.js';
import { changeMedication, isUnchangedBy, newMedication, type MedicationPatch } from './medication.js';

const paracetamol = newMedication({ name: 'Paracetamol 500 mg tablets', activeSubstance: 'paracetamol' });
const morphine = newMedication({ name: 'Morphine 10 mg tablets', activeSubstance: 'morphine', controlled: true });

const someText = fc.string({ minLength: 1, maxLength: 20 });
const anyPatch: fc.Arbitrary<MedicationPatch> = fc.record(
  {
    name: someText,
    activeSubstance: someText,
    atcCode: fc.option(fc.constantFrom('N02BE01', 'N02').map(parseAtcCode)),
    form: fc.option(someText),
    strength: fc.option(someText),
    routes: fc.option(fc.array(someText, { maxLength: 3 })),
    unit: fc.option(someText),
    registrationNumber: fc.option(someText),
    nationalCode: fc.option(someText),
    controlled: fc.option(fc.boolean()),
    witnessRequired: fc.option(fc.boolean()),
    highRisk: fc.option(fc.boolean()),
    timeCritical: fc.option(fc.boolean()),
    maxDailyQuantity: fc.option(fc.integer({ min: 1, max: 1_000 }).map(quantity)),
    active: fc.option(fc.boolean()),
  },
  { requiredKeys: [] },
);

describe('a new medicine', () => {
  test('of which only name and substance are known is active, counted in units, without special handling', () => {
    expect(paracetamol).toEqual({
      name: 'Paracetamol 500 mg tablets',
      activeSubstance: 'paracetamol',
      atcCode: null,
      form: null,
      strength: null,
      routes: [],
      unit: 'unit',
      doseUnits: [],
      registrationNumber: null,
      nationalCode: null,
      controlled: false,
      witnessRequired: false,
      highRisk: false,
      timeCritical: false,
      maxDailyQuantity: null,
      active: true,
    });
  });

  test.each<[MedicationPatch, boolean, string]>([
    [{ controlled: true }, true, 'a controlled medicine needs a witness'],
    [{ controlled: true, witnessRequired: false }, false, 'unless the home says that it needs none'],
    [{ controlled: false, witnessRequired: true }, true, 'and any other may need one'],
    [{ controlled: true, witnessRequired: null }, true, 'null being the default'],
  ])('%j: witness required is %j (%s)', (stated, expected) => {
    const medicine = newMedication({ name: 'Morphine 10 mg tablets', activeSubstance: 'morphine', ...stated });
    expect(medicine.witnessRequired).toBe(expected);
  });
});

describe('a change of a medicine', () => {
  test('leaves what it does not speak of, and null takes back what was stated', () => {
    const stated = newMedication({ ...paracetamol, form: 'tablets', unit: 'tablet', maxDailyQuantity: quantity(8) });
    expect(changeMedication(stated, { unit: null, maxDailyQuantity: null, highRisk: undefined })).toEqual({
      ...paracetamol,
      form: 'tablets',
    });
  });

  test('that makes it controlled asks for a witness from then on, unless it says otherwise', () => {
    expect(changeMedication(paracetamol, { controlled: true }).witnessRequired).toBe(true);
    expect(changeMedication(paracetamol, { controlled: true, witnessRequired: false }).witnessRequired).toBe(false);
  });

  test("that says again that it is controlled doesn't undo the home's own decision on the witness", () => {
    const alone = changeMedication(morphine, { witnessRequired: false });
    expect(changeMedication(alone, { controlled: true }).witnessRequired).toBe(false);
  });

  test("that makes it uncontrolled doesn't do away with the witness silently", () => {
    expect(changeMedication(morphine, { controlled: false })).toMatchObject({
      controlled: false,
      witnessRequired: true,
    });
  });

  test('changes nothing the second time, and says so', () => {
    fc.assert(fc.property(anyPatch, (patch) => isUnchangedBy(changeMedication(paracetamol, patch), patch)));
  });

  test('an empty one changes nothing; one that states another value does', () => {
    expect(isUnchangedBy(morphine, {})).toBe(true);
    expect(isUnchangedBy(morphine, { routes: [] })).toBe(true);
    expect(isUnchangedBy(morphine, { routes: ['oral'] })).toBe(false);
    expect(isUnchangedBy(morphine, { active: false })).toBe(false);
  });
});

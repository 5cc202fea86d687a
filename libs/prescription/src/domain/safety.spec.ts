import { describe, expect, test } from '@jest/globals';
import { quantity, toDecimal } from '#platform/kernel';
import { parseInstant, parseLocalTime } from '#platform/time';
import type { Schedule } from './prescription.js';
import { SafetyWarningsError } from './prescription.errors.js';
import {
  acknowledge,
  allergyWarnings,
  safetyWarnings,
  unacknowledged,
  validateAcknowledgement,
  type KnownAllergy,
  type OtherPrescription,
  type SafetyQuestion,
} from './safety.js';

const morningAndEvening: Schedule = {
  kind: 'times',
  times: ['08:00', '20:00'].map(parseLocalTime),
  daysOfWeek: null,
  everyDays: null,
  cycle: null,
};

function allergyTo(
  substance: string,
  atcCode: string | null = null,
  changes: Partial<KnownAllergy> = {},
): KnownAllergy {
  return { id: 'allergy-1', substance, atcCode, criticality: 'high', status: 'active', ...changes };
}

describe('an allergy concerns a medicine', () => {
  test.each<[string, string | null, string, string | null, boolean]>([
    ['Amoxicilina', null, 'amoxicilina', null, true],
    ['AMOXICILINA', null, 'Amoxicilina trihidrato, clavulanato potásico', null, true],
    ['amoxicilina y ácido clavulánico', null, 'amoxicilina', null, true],
    ['Ácido acetilsalicílico', null, 'acido acetilsalicilico', null, true],
    ['ácido acetilsalicílico', null, 'ácido fólico', null, false],
    ['diclofenaco sódico', null, 'diclofenaco potásico', null, true],
    ['cloruro potásico', null, 'cloruro sódico', null, false],
    ['penicilina', null, 'paracetamol', null, false],
    ['sulfa', null, 'sulfametoxazol', null, false],
    ['penicilinas', 'J01C', 'amoxicilina', 'J01CA04', true],
    ['penicilinas', 'J01C', 'azitromicina', 'J01FA10', false],
    ['betalactámicos', 'J01', 'amoxicilina', 'J01CA04', true],
    ['amoxi', 'J01CA04', 'penicilina', 'J01CA', true],
    ['amoxi', 'J01CA04', 'antibiótico', 'J01C', false],
    ['amoxi', 'J01CA04', 'ampicilina', 'J01CA01', false],
    ['amoxi', 'J01CA04', 'amoxicilina', 'J01CA04', true],
    ['amoxi', 'J01CA04', 'desconocido', null, false],
  ])('%s (%s) and %s (%s): %s', (substance, allergyCode, activeSubstance, atcCode, expected) => {
    const medicine = { name: 'The medicine', activeSubstance, atcCode };
    expect(allergyWarnings(medicine, [allergyTo(substance, allergyCode)])).toHaveLength(expected ? 1 : 0);
  });

  test.each<[Partial<KnownAllergy>, string[]]>([
    [{ criticality: 'high' }, ['high']],
    [{ criticality: 'unable-to-assess' }, ['high']],
    [{ criticality: 'low' }, ['moderate']],
    [{ status: 'resolved' }, []],
    [{ status: 'entered-in-error' }, []],
  ])('%j has severity %j', (changes, expected) => {
    const medicine = { name: 'Ibuprofeno 600', activeSubstance: 'ibuprofeno', atcCode: 'M01AE01' };
    const warnings = allergyWarnings(medicine, [allergyTo('ibuprofeno', null, changes)]);
    expect(warnings.map(({ severity }) => severity)).toEqual(expected);
  });
});

function question(changes: Partial<SafetyQuestion> = {}): SafetyQuestion {
  return {
    residentId: 'resident-1',
    absence: null,
    medication: {
      id: 'medication-1',
      name: 'Paracetamol 1 g',
      activeSubstance: 'paracetamol',
      atcCode: 'N02BE01',
      active: true,
      unit: 'g',
      maxDailyQuantity: null,
    },
    dose: { quantity: quantity(1), unit: 'g' },
    schedule: morningAndEvening,
    allergies: [],
    others: [],
    ...changes,
  };
}

function other(
  activeSubstance: string,
  atcCode: string | null,
  changes: Partial<OtherPrescription> = {},
): OtherPrescription {
  return {
    prescriptionId: 'prescription-2',
    medicationId: 'medication-2',
    medicationName: activeSubstance,
    activeSubstance,
    atcCode,
    dose: { quantity: quantity(1), unit: 'g' },
    schedule: morningAndEvening,
    ...changes,
  };
}

function codes(changes: Partial<SafetyQuestion>): string[] {
  return safetyWarnings(question(changes)).map(({ code, severity }) => `${code} ${severity}`);
}

describe('prescribing paracetamol', () => {
  test.each<[string, Partial<SafetyQuestion>, string[]]>([
    ['to a resident of the home raises nothing', {}, []],
    ['beside paracetamol', { others: [other('paracetamol', 'N02BE01')] }, ['duplicate-therapy high']],
    ['beside another of the subgroup', { others: [other('propacetamol', 'N02BE05')] }, ['duplicate-therapy moderate']],
    ['beside one coded to the subgroup only', { others: [other('anilida', 'N02BE')] }, ['duplicate-therapy moderate']],
    ['beside metamizole', { others: [other('metamizol', 'N02BB02')] }, []],
    ['beside uncoded paracetamol', { others: [other('Paracetamol', null)] }, ['duplicate-therapy high']],
    ['beside uncoded paracetamol with codeine', { others: [other('paracetamol, codeína', null)] }, []],
    [
      'beside the very same medicine',
      { others: [other('x', null, { medicationId: 'medication-1' })] },
      ['duplicate-therapy high'],
    ],
    ['before admission', { absence: 'not-admitted' }, ['resident-not-admitted moderate']],
    ['to someone on leave raises nothing', { absence: 'on-leave' }, []],
    ['to someone in hospital raises nothing', { absence: 'in-hospital' }, []],
    ['withdrawn', { medication: { ...question().medication, active: false } }, ['medication-inactive moderate']],
  ])('%s', (_, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  const upTo = (grams: number): Partial<SafetyQuestion> => ({
    medication: { ...question().medication, maxDailyQuantity: quantity(grams) },
  });
  const asNeeded = (changes: object): Schedule => ({
    kind: 'as-needed',
    minIntervalMinutes: 240,
    maxDosesPer24h: 4,
    maxQuantityPer24h: null,
    reason: 'pain',
    ...changes,
  });
  const over = ['over-daily-maximum high'];
  test.each<[string, Partial<SafetyQuestion>, string[]]>([
    ['2 g where 2 g is the most', upTo(2), []],
    ['2 g where 1.9 g is the most', upTo(1.9), over],
    ['up to 4 times as needed, where 4 g is the most', { ...upTo(4), schedule: asNeeded({}) }, []],
    ['up to 4 times as needed, where 3 g is the most', { ...upTo(3), schedule: asNeeded({}) }, over],
    ['at most 3 g as needed', { ...upTo(3), schedule: asNeeded({ maxQuantityPer24h: quantity(3) }) }, []],
    ['every 12 hours as needed', { ...upTo(2), schedule: asNeeded({ minIntervalMinutes: 720 }) }, []],
    [
      'together with another paracetamol',
      { ...upTo(3), others: [other('p', 'N02BE01')] },
      ['duplicate-therapy high', ...over],
    ],
    ['together with another substance', { ...upTo(3), others: [other('metamizol', 'N02BB02')] }, []],
    ['in another unit, which cannot be compared', { ...upTo(1), dose: { quantity: quantity(2), unit: 'tablet' } }, []],
  ])('%s', (_, changes, expected) => {
    expect(codes(changes)).toEqual(expected);
  });

  test('the detail of a daily maximum is in the unit of the medicine', () => {
    const [warning] = safetyWarnings(question(upTo(1.5)));
    expect(warning?.detail).toBe('Up to 2 g in 24 hours; at most 1.5 g is stated for Paracetamol 1 g.');
    expect(toDecimal(quantity(1.5))).toBe(1.5);
  });
});

describe('going on in spite of a warning', () => {
  const warnings = safetyWarnings(question({ absence: 'not-admitted', others: [other('paracetamol', 'N02BE01')] }));
  const by = { by: 'dr.gil', at: parseInstant('2026-01-05T08:00:00Z') };

  test('needs each code', () => {
    expect(unacknowledged(warnings, ['duplicate-therapy']).map(({ code }) => code)).toEqual(['resident-not-admitted']);
    expect(() => acknowledge(warnings, { codes: ['duplicate-therapy'], reason: 'agreed', ...by })).toThrow(
      SafetyWarningsError,
    );
  });

  test('needs a reason', () => {
    const all = ['duplicate-therapy', 'resident-not-admitted'];
    expect(() => acknowledge(warnings, { codes: all, reason: null, ...by })).toThrow(SafetyWarningsError);
    expect(validateAcknowledgement({ codes: all, reason: ' ', ...by })).toMatchObject([
      { pointer: '/acknowledgeReason' },
    ]);
    expect(validateAcknowledgement({ codes: [], reason: null, ...by })).toEqual([]);
  });

  test('is kept with who, when and why', () => {
    const all = ['duplicate-therapy', 'resident-not-admitted'];
    expect(acknowledge(warnings, { codes: all, reason: 'agreed', ...by })).toMatchObject([
      {
        code: 'duplicate-therapy',
        reason: 'agreed',
        acknowledgedBy: 'dr.gil',
        acknowledgedAt: '2026-01-05T08:00:00.000Z',
      },
      { code: 'resident-not-admitted', reason: 'agreed' },
    ]);
  });

  test('is nothing to keep when there was no warning', () => {
    expect(acknowledge([], { codes: ['allergy'], reason: 'in case', ...by })).toEqual([]);
    expect(acknowledge([], { codes: [], reason: null, ...by })).toEqual([]);
  });
});

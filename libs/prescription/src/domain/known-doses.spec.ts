import { expect, test } from '@jest/globals';
import { quantity } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseLocalTime, parseZone, type Window } from '#platform/time';
import { termsOfCase, windowContextOf, type DoseCase } from './dose-case.js';
import { DEFAULT_WINDOWS, windowedDoses, type WindowedDose } from './dose-window.js';
import { dosesInWindow } from './known-doses.js';
import type { Absence } from './schedule.js';

const BEGINNING = parseInstant('2026-01-01T00:00:00Z');
const BY_WHOM = { reason: null, recordedBy: 'nurse', recordedAt: BEGINNING };
const MORNING = window('2026-03-02T07:00:00Z', '2026-03-02T09:00:00Z');
const EVENING = window('2026-03-02T19:00:00Z', '2026-03-02T21:00:00Z');
const WEEK = window('2026-03-02T00:00:00Z', '2026-03-09T00:00:00Z');

function window(from: string, to: string): Window {
  return { from: parseInstant(from), to: parseInstant(to) };
}

function absent(kind: Absence['kind'], from: string, to?: string): Absence {
  return { kind, from: parseInstant(from), to: to === undefined ? undefined : parseInstant(to) };
}

/** Of a prescription at 08:00 and 20:00 that is read for the first time. */
function newCase(changes: Partial<DoseCase> = {}): DoseCase {
  const revision = {
    ...{ revision: 1, effectiveFrom: BEGINNING, ...BY_WHOM, prescriber: 'Dr Gil', critical: false, route: 'oral' },
    ...{ dose: { quantity: quantity(1), unit: 'tablet' }, indication: null, instructions: null, endsOn: null },
    schedule: {
      ...{ kind: 'times' as const, times: ['08:00', '20:00'].map(parseLocalTime) },
      ...{ daysOfWeek: null, everyDays: null, cycle: null },
    },
    startsOn: parseLocalDate('2026-01-01'),
  };
  const prescription = {
    ...{ id: 'p', residentId: 'r', medicationId: 'm', version: 1, createdAt: BEGINNING, updatedAt: BEGINNING },
    ...{ revisions: [revision], acknowledged: [], departure: null },
    statusHistory: [{ status: 'active' as const, from: BEGINNING, to: null, ...BY_WHOM }],
  };
  const medicine = { name: 'Metformin', activeSubstance: 'metformin', atcCode: null, timeCritical: false };
  return {
    ...{ prescription, medicine, absences: [], allergies: [], rules: DEFAULT_WINDOWS, zone: parseZone('UTC') },
    ...changes,
  };
}

function toldAnew(doseCase: DoseCase, asked: Window): readonly WindowedDose[] {
  const terms = termsOfCase(doseCase);
  return terms === undefined ? [] : windowedDoses(terms, asked, windowContextOf(doseCase));
}

test('the doses of a window are told once', () => {
  const doseCase = newCase();
  const told = dosesInWindow(doseCase, MORNING);
  expect(told).toHaveLength(1);
  expect(dosesInWindow({ ...doseCase, absences: [...doseCase.absences] }, { ...MORNING })).toBe(told);
});

test('two windows are known at a time', () => {
  const doseCase = newCase();
  const morning = dosesInWindow(doseCase, MORNING);
  const evening = dosesInWindow(doseCase, EVENING);
  expect([dosesInWindow(doseCase, MORNING), dosesInWindow(doseCase, EVENING)]).toEqual([morning, evening]);
  expect(dosesInWindow(doseCase, MORNING)).toBe(morning);
  dosesInWindow(doseCase, window('2026-03-03T07:00:00Z', '2026-03-03T09:00:00Z'));
  expect(dosesInWindow(doseCase, EVENING)).toBe(evening);
  expect(dosesInWindow(doseCase, MORNING)).not.toBe(morning);
});

test('the doses of many days are not kept', () => {
  const doseCase = newCase();
  const told = dosesInWindow(doseCase, WEEK);
  expect(told).toHaveLength(14);
  expect(dosesInWindow(doseCase, WEEK)).not.toBe(told);
});

const base = newCase();

test.each<[string, Partial<DoseCase>]>([
  ['who goes to hospital', { absences: [absent('in-hospital', '2026-03-01T12:00:00Z')] }],
  ['who comes back', { absences: [absent('in-hospital', '2026-03-01T12:00:00Z', '2026-03-02T07:30:00Z')] }],
  ['who is on leave instead', { absences: [absent('on-leave', '2026-03-01T12:00:00Z', '2026-03-02T07:30:00Z')] }],
  ['who had left by then', { absences: [absent('not-admitted', '2026-02-01T12:00:00Z')] }],
  ['a medicine that becomes time-critical', { medicine: { ...base.medicine, timeCritical: true } }],
  ['another zone', { zone: parseZone('Europe/Madrid') }],
  ['other rules', { rules: { ...DEFAULT_WINDOWS, routine: DEFAULT_WINDOWS.timeCritical } }],
  ['a prescription of another version', { prescription: { ...base.prescription, version: 2, revisions: [] } }],
])('the doses of %s are told anew', (_, changes) => {
  dosesInWindow(base, MORNING);
  const changed = { ...base, ...changes };
  expect(dosesInWindow(changed, MORNING)).toEqual(toldAnew(changed, MORNING));
  expect(dosesInWindow(base, MORNING)).toEqual(toldAnew(base, MORNING));
});

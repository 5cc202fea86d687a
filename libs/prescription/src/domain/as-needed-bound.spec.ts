import { expect, test } from '@jest/globals';
import { quantity, toDecimal } from '#platform/kernel';
import { parseInstant, parseLocalDate, parseZone, type Instant } from '#platform/time';
import { mostAsNeeded } from './as-needed-bound.js';
import type { DoseCase } from './dose-case.js';
import { DEFAULT_WINDOWS } from './dose-window.js';
import { prescribe } from './prescribe.js';
import type { AsNeededSchedule, PrescriptionTerms } from './prescription.js';
import type { Absence } from './schedule.js';
import { changeStatus } from './status.js';

const zone = parseZone('UTC');

/** `05 12:00` in January 2026. */
function at(text: string): Instant {
  return parseInstant(`2026-01-${text.replace(' ', 'T')}:00Z`);
}

const window = { from: at('05 12:00'), to: at('15 12:00') };

function theCase(
  limits: Partial<AsNeededSchedule> = {},
  terms: Partial<PrescriptionTerms> = {},
  absences: readonly Absence[] = [],
): DoseCase {
  const schedule: AsNeededSchedule = {
    kind: 'as-needed',
    minIntervalMinutes: 240,
    maxDosesPer24h: 4,
    maxQuantityPer24h: null,
    reason: 'pain',
    ...limits,
  };
  const all: PrescriptionTerms = {
    dose: { quantity: quantity(2), unit: 'tablet' },
    route: 'oral',
    indication: null,
    instructions: null,
    schedule,
    startsOn: parseLocalDate('2026-01-01'),
    endsOn: null,
    prescriber: 'Dr Gil',
    critical: false,
    ...terms,
  };
  const asked = { id: 'p', residentId: 'r', medicationId: 'm', terms: all, draft: false, acknowledged: [] };
  const prescription = prescribe(asked, { recordedBy: 'nurse', now: at('01 00:00'), zone });
  const medicine = { name: 'Paracetamol', activeSubstance: 'paracetamol', atcCode: null, timeCritical: false };
  return { prescription, medicine, absences, allergies: [], rules: DEFAULT_WINDOWS, zone };
}

/** `40 doses, 80` of ten days. */
function most(doseCase: DoseCase): string {
  return mostAsNeeded(doseCase, window)
    .map(({ doses, quantity: much }) => `${doses} doses, ${toDecimal(much)}`)
    .join(' and ');
}

test.each<[string, string, DoseCase]>([
  ['by the doses of a day', '40 doses, 80', theCase()],
  ['by the interval where that allows fewer', '20 doses, 40', theCase({ minIntervalMinutes: 720 })],
  ['by the quantity of a day', '40 doses, 30', theCase({ maxQuantityPer24h: quantity(3) })],
  ['to the end of the last day', '12 doses, 24', theCase({}, { endsOn: parseLocalDate('2026-01-07') })],
  ['from the first day on', '8 doses, 16', theCase({}, { startsOn: parseLocalDate('2026-01-14') })],
  ['not after the last day', '', theCase({}, { endsOn: parseLocalDate('2026-01-04') })],
  [
    'not while on leave, on both sides of it',
    '28 doses, 56',
    theCase({}, {}, [{ kind: 'on-leave', from: at('08 12:00'), to: at('11 12:00') }]),
  ],
  ['not for who has left', '', theCase({}, {}, [{ kind: 'not-admitted', from: at('02 12:00'), to: undefined }])],
])('at most so much may be given %s', (_, expected, doseCase) => {
  expect(most(doseCase)).toBe(expected);
});

test('nothing may be given of what is suspended, stopped or scheduled', () => {
  const doseCase = theCase();
  for (const action of ['suspend', 'stop'] as const) {
    const change = { action, at: at('05 11:00'), reason: null, recordedBy: 'nurse' };
    const prescription = changeStatus(doseCase.prescription, change, at('05 12:00'), zone);
    expect(most({ ...doseCase, prescription })).toBe('');
  }
  expect(most(theCase({}, { schedule: { kind: 'once', at: at('06 12:00') } }))).toBe('');
});

import { expect, test } from '@jest/globals';
import { quantity, toDecimal } from '#platform/kernel';
import { parseInstant, type Instant } from '#platform/time';
import type { Administration } from './administration.js';
import type { CountedDose } from './as-needed.js';
import { marAsNeeded } from './mar-as-needed.js';

/** `24 08:00` in November 2026. */
function at(text: string): Instant {
  return parseInstant(`2026-11-${text.replace(' ', 'T')}:00Z`);
}

function record(when: string): Administration {
  const done = at(when);
  return {
    ...{ id: when, prescriptionId: 'p', residentId: 'r', medicationId: 'm', scheduledFor: null, revision: 1 },
    ...{ outcome: 'given', reason: null, quantity: quantity(1), unit: 'tablet', note: null, status: 'recorded' },
    ...{ correctedBy: null, correctionReason: null, administeredAt: done, recordedAt: done, recordedBy: 'nurse' },
    ...{ witnessedBy: null, acknowledged: [], acknowledgeReason: null, response: null },
    ...{ version: 1, createdAt: done, updatedAt: done },
  };
}

function counted(when: string, amount = 1, unit = 'tablet'): CountedDose {
  return { administrationId: when, prescriptionId: 'any', at: at(when), quantity: quantity(amount), unit };
}

test('each dose has the total of the 24 hours that end with it, and one of exactly 24 hours ago no longer counts', () => {
  const taken = ['23 08:00', '23 08:01', '24 02:00', '24 08:00'].map((when) => counted(when));
  const rows = marAsNeeded([record('24 08:00'), record('24 02:00')], taken);
  expect(rows.map(({ administration, total }) => [administration.id, total.doses, toDecimal(total.quantity)])).toEqual([
    ['24 02:00', 3, 3],
    ['24 08:00', 3, 3],
  ]);
});

test('doses of the same substance in another unit are counted as doses, and their quantity is not added', () => {
  const [row] = marAsNeeded([record('24 08:00')], [counted('24 06:00', 10, 'mL'), counted('24 08:00', 2)]);
  expect(row?.total).toEqual({ doses: 2, quantity: quantity(2), hasOtherUnits: true });
});

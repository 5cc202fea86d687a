import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { byMedicine, placesOfNames } from './round-order.js';

const names = new Intl.Collator('en', { numeric: true });

test('medicines come in the order of their names as people sort them, and prescriptions of one name by their ids', () => {
  const name = fc.constantFrom(
    'Paracetamol 1 g',
    'paracetamol 1 g',
    'Paracetamol 500 mg',
    'Ácido 10',
    'Acido 9',
    'Ácido 9',
  );
  const line = fc.record({ medication: fc.record({ name }), prescriptionId: fc.stringMatching(/^[a-d]{2}$/) });
  fc.assert(
    fc.property(fc.array(line), (lines) => {
      const places = placesOfNames(lines.map(({ medication }) => medication.name));
      const sorted = lines.toSorted(
        (a, b) =>
          names.compare(a.medication.name, b.medication.name) ||
          (a.prescriptionId < b.prescriptionId ? -1 : Number(a.prescriptionId > b.prescriptionId)),
      );
      expect(lines.toSorted((a, b) => byMedicine(a, b, places))).toEqual(sorted);
    }),
  );
});

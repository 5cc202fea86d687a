import { aOneToOne } from './activities.js';
import type { OneOfEach } from './one-of-each.js';
import { aPrescription } from './prescriptions.js';
import { anObservation, calmReadings } from './wellness.js';

type Fields = Readonly<Record<string, unknown>>;

/** For every route that takes a body and names a thing in its path: a body that the thing takes. */
export function bodiesAbout({ residents, prescriptions }: OneOfEach): Readonly<Record<string, unknown>> {
  const reason = { reason: 'for the test' };
  return {
    'PATCH /users/{id}': { displayName: 'Another Name' },
    'PATCH /residents/{id}': { notes: 'likes tea' },
    'PATCH /rooms/{id}': { unit: 'First floor' },
    'POST /residents/{residentId}/movements': { type: 'return' },
    'PATCH /residents/{residentId}/movements/{id}': { expectedReturnOn: '2026-11-30' },
    'POST /residents/{residentId}/movements/{id}/enter-in-error': reason,
    'POST /residents/{residentId}/allergies': { substance: 'penicillin', type: 'allergy', criticality: 'high' },
    'PATCH /residents/{residentId}/allergies/{id}': { reaction: 'a rash' },
    'POST /residents/{residentId}/allergy-reviews': { outcome: 'list-confirmed' },
    'PATCH /residents/{residentId}/allergy-reviews/{id}': { statusReason: 'asked of her neighbour' },
    'POST /residents/{residentId}/conditions': { text: 'Asthma' },
    'PATCH /residents/{residentId}/conditions/{id}': { text: 'Type 1 diabetes' },
    'POST /residents/{residentId}/contacts': { name: 'Luis Ortega', relationship: 'son' },
    'PATCH /residents/{residentId}/contacts/{id}': { phone: '+34 600 123 456' },
    'PATCH /medications/{id}': { strength: '1 g' },
    'POST /stock-movements/{id}/correct': { quantity: 20, ...reason },
    'POST /stock-discrepancies/{id}/explain': { explanation: 'one was dropped' },
    'POST /stock-discrepancies/{id}/close': { conclusion: 'nothing is missing' },
    'POST /prescriptions/{id}/amend': {
      effectiveFrom: '2026-11-25T00:00:00+01:00',
      instructions: 'with food',
      ...reason,
    },
    'POST /residents/{residentId}/reconciliation': {
      decisions: [{ prescriptionId: prescriptions, decision: 'continue' }],
    },
    'POST /prescriptions/{id}/activate': reason,
    'POST /prescriptions/{id}/suspend': reason,
    'POST /prescriptions/{id}/resume': reason,
    'POST /prescriptions/{id}/stop': reason,
    'POST /prescriptions/{id}/enter-in-error': reason,
    'POST /prescriptions/{id}/administrations': {
      scheduledFor: '2026-11-01T07:00:00Z',
      outcome: 'omitted',
      reason: 'omitted-error',
    },
    'POST /administrations/{id}/correct': { note: 'found later', ...reason },
    'POST /administrations/{id}/response': { effect: 'effective' },
    'PATCH /activities/{id}': { location: 'garden' },
    'PATCH /activities/{id}/sessions/{startsAt}': { location: 'garden' },
    'POST /activities/{activityId}/enrolments': { residentId: residents },
    'PUT /activities/{id}/sessions/{startsAt}/attendance': [{ residentId: residents, attendance: 'attended' }],
    'POST /residents/{residentId}/one-to-one-sessions': aOneToOne(),
    'POST /residents/{residentId}/observations': anObservation(),
    'POST /residents/{residentId}/observations/{id}/enter-in-error': reason,
    'POST /residents/{residentId}/observations/{id}/correct': { value: 70, ...reason },
    'POST /residents/{residentId}/assessments': { instrument: 'news2', answers: calmReadings() },
    'POST /residents/{residentId}/assessments/{id}/enter-in-error': reason,
    'POST /residents/{residentId}/assessments/{id}/correct': { answers: calmReadings({ heartRate: 95 }), ...reason },
    'PUT /alert-rules': { rules: [{ type: 'pain', high: 4, severity: 'warning' }] },
    'PUT /residents/{residentId}/alert-rules': { rules: [{ type: 'heart-rate', low: 45, severity: 'warning' }] },
    'POST /alerts/{id}/acknowledge': reason,
    'POST /alerts/{id}/resolve': reason,
  };
}

/** For every field of a body that names a thing: a body of its route in which that field has the id. */
export function bodiesNaming({
  residents = '',
  medications = '',
}: OneOfEach): Readonly<Record<string, (id: string) => unknown>> {
  const ordered = (changes: Fields): unknown => ({ ...aPrescription(residents, medications), ...changes });
  const received = (changes: Fields): unknown => ({
    ...{ medicationId: medications, type: 'receipt', quantity: 1 },
    ...changes,
  });
  const rows = (row: Fields): unknown => ({ items: [row] });
  return {
    'POST /residents/{residentId}/movements bedId': (bedId) => ({ type: 'transfer', bedId }),
    'POST /prescriptions residentId': (residentId) => ordered({ residentId }),
    'POST /prescriptions medicationId': (medicationId) => ordered({ medicationId }),
    'POST /prescriptions/check residentId': (residentId) => ordered({ residentId }),
    'POST /prescriptions/check medicationId': (medicationId) => ordered({ medicationId }),
    'POST /residents/{residentId}/reconciliation prescriptionId': (prescriptionId) => ({
      decisions: [{ prescriptionId, decision: 'continue' }],
    }),
    'POST /medication-rounds/record prescriptionId': (prescriptionId) => rows({ prescriptionId, outcome: 'given' }),
    'POST /stock-movements medicationId': (medicationId) => received({ medicationId }),
    'POST /stock-movements residentId': (residentId) => received({ residentId }),
    'POST /stock-movements toResidentId': (toResidentId) =>
      received({ residentId: residents, toResidentId, type: 'transfer' }),
    'POST /activities/calendar-links residentId': (residentId) => ({ residentId }),
    'POST /activities/{activityId}/enrolments residentId': (residentId) => ({ residentId }),
    'PUT /activities/{id}/sessions/{startsAt}/attendance residentId': (residentId) => [
      { residentId, attendance: 'attended' },
    ],
    'POST /observations/batch residentId': (residentId) => rows(anObservation({ residentId })),
  };
}

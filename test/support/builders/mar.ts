import type { Body, Client, Resource } from '../client.js';
import type { Home } from '../home.js';
import { AS_NEEDED, record, thePrescription, type Administration, type Prescription } from './prescriptions.js';
import { anAdmittedResident } from './residents.js';

export interface MarRecord extends Body {
  readonly outcome: string;
  readonly code: string | null;
  readonly by: string;
  readonly witness: string | null;
}

export interface MarDose extends Body {
  readonly local: string;
  readonly state: string;
  readonly administration: MarRecord | null;
}

export interface MarPrescription extends Body {
  readonly prescriptionId: string;
  readonly doses: readonly MarDose[];
  readonly asNeeded: readonly (Body & { readonly administration: MarRecord })[];
  readonly corrections: readonly (Body & { readonly wrong: MarRecord; readonly right: MarRecord | null })[];
}

export interface Mar extends Body {
  readonly prescriptions: readonly MarPrescription[];
  readonly codes: readonly { readonly code: string }[];
  readonly signatories: readonly { readonly initials: string; readonly name: string | null }[];
}

/** The week of which the charts are: Monday the 16th to Sunday the 22nd of November 2026. */
export const WEEK = 'from=2026-11-16&to=2026-11-22';

export function marOf(client: Client, residentId: string, window = WEEK): Promise<Mar> {
  return client.read<Mar>(`/api/v1/residents/${residentId}/mar?${window}`);
}

/** `16 08:05` in November 2026, on the home's clock. */
export function inNovember(text: string): string {
  return `2026-11-${text.replace(' ', 'T')}:00+01:00`;
}

/** Records what became of the dose of a slot, done at that time unless said otherwise. */
export async function recorded(
  client: Client,
  prescription: Resource,
  slot: string | null,
  details: Readonly<Record<string, unknown>> = {},
): Promise<Administration> {
  const scheduledFor = slot === null ? {} : { scheduledFor: inNovember(slot), administeredAt: inNovember(slot) };
  const { status, body } = await record(client, prescription, { ...scheduledFor, ...details });
  if (status !== 201) throw new Error(`the dose of ${slot ?? 'no slot'} gave ${status} ${JSON.stringify(body)}`);
  return body;
}

export interface Eventful {
  readonly resident: Resource;
  readonly metformin: Prescription;
  readonly ramipril: Prescription;
  readonly paracetamol: Prescription;
  readonly oxycodone: Prescription;
}

/** A resident in whose week everything happens that a chart has a sign for. */
export async function anEventfulWeek(home: Home, details: Readonly<Record<string, unknown>> = {}): Promise<Eventful> {
  const nurse = await home.as('nurse');
  const manager = await home.as('manager');
  const prescriber = await home.as('prescriber');
  await manager.post('/api/v1/auth/pin', { pin: '482916' });
  const witness = { username: 'the-manager', pin: '482916' };
  const resident = await anAdmittedResident(
    nurse,
    {
      ...{ givenName: 'Ana', familyName: 'Vidal Soler', preferredName: 'Anita', birthDate: '1936-05-02' },
      identifiers: [{ system: 'CIP-SNS', value: 'VDSL360502947810' }],
      resuscitation: { decision: 'do-not-attempt', reviewedOn: '2026-10-01' },
      ...details,
    },
    { at: inNovember('01 00:00') },
  );
  const penicillin = { substance: 'penicillin', type: 'allergy', criticality: 'high', reaction: 'anaphylaxis' };
  await nurse.created(`/api/v1/residents/${resident.id}/allergies`, penicillin);
  const residentId = resident.id;
  const metformin = await thePrescription(home, {
    residentId,
    medication: { name: 'Metformin 850 mg tablets', activeSubstance: 'metformin', strength: '850 mg', form: 'tablet' },
    terms: { indication: 'type 2 diabetes', instructions: 'with food' },
  });
  const ramipril = await thePrescription(home, {
    residentId,
    medication: { name: 'Ramipril 5 mg tablets', activeSubstance: 'ramipril', strength: '5 mg', form: 'tablet' },
    terms: { schedule: { kind: 'times', times: ['09:00'] }, indication: 'high blood pressure' },
  });
  const paracetamol = await thePrescription(home, {
    residentId,
    medication: { name: 'Paracetamol 500 mg tablets', activeSubstance: 'paracetamol', strength: '500 mg' },
    terms: { schedule: AS_NEEDED, dose: { quantity: 2, unit: 'tablet' }, indication: 'pain' },
  });
  const oxycodone = await thePrescription(home, {
    residentId,
    medication: {
      ...{ name: 'Oxycodone 5 mg tablets', activeSubstance: 'oxycodone', controlled: true, timeCritical: true },
    },
    terms: { schedule: { kind: 'times', times: ['21:00'] } },
  });
  const took = (of: Resource, slot: string, details = {}): Promise<Administration> =>
    recorded(nurse, of, slot, details);
  await took(metformin, '16 08:00');
  await took(metformin, '16 20:00', { outcome: 'refused', reason: 'refused', note: 'felt full' });
  await took(metformin, '17 08:00', { administeredAt: inNovember('17 09:40') });
  await took(metformin, '18 08:00', { outcome: 'part-given', reason: 'nausea', quantity: 0.5 });
  await took(metformin, '18 20:00', { outcome: 'self-administered' });
  const wrong = await took(metformin, '19 08:00');
  const mistake = { reason: 'it was spat out', outcome: 'refused', outcomeReason: 'refused-destroyed' };
  await nurse.post(`/api/v1/administrations/${wrong.id}/correct`, mistake);
  for (const day of ['16', '17']) await took(ramipril, `${day} 09:00`);
  await prescriber.post(`/api/v1/prescriptions/${ramipril.id}/suspend`, {
    ...{ at: inNovember('18 07:00'), reason: 'low blood pressure' },
  });
  await prescriber.post(`/api/v1/prescriptions/${ramipril.id}/resume`, {
    ...{ at: inNovember('20 07:00'), reason: 'recovered' },
  });
  await prescriber.post(`/api/v1/prescriptions/${ramipril.id}/amend`, {
    ...{ effectiveFrom: inNovember('21 00:00'), reason: 'still low', dose: { quantity: 0.5, unit: 'tablet' } },
    schedule: { kind: 'times', times: ['10:00'] },
  });
  await took(oxycodone, '16 21:00', { witness });
  for (const [when, at, effect] of [
    ['16 10:00', '16 11:00', 'effective'],
    ['16 15:00', '16 16:10', 'not-effective'],
    ['17 03:00', null, null],
  ] as const) {
    const dose = await recorded(nurse, paracetamol, null, { administeredAt: inNovember(when), note: 'hip' });
    if (at === null) continue;
    const response = { at: inNovember(at), effect, note: effect === 'effective' ? null : 'still limps' };
    await nurse.post(`/api/v1/administrations/${dose.id}/response`, response);
  }
  for (const [type, when] of [
    ['hospitalisation', '21 18:00'],
    ['return', '22 12:00'],
  ] as const) {
    await nurse.created(`/api/v1/residents/${residentId}/movements`, { type, at: inNovember(when) });
  }
  return { resident, metformin, ramipril, paracetamol, oxycodone };
}

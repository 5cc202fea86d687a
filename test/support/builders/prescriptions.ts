import type { Answer, Body, Client, Resource } from '../client.js';
import type { Home } from '../home.js';
import { theMedication } from './medications.js';
import { anAdmittedResident } from './residents.js';

export interface Prescription extends Resource {
  readonly residentId: string;
  readonly medicationId: string;
  readonly status: string;
}

export interface Administration extends Resource {
  readonly outcome: string;
  readonly status: string;
  readonly correctedBy: string | null;
}

export interface RoundItem extends Body {
  readonly prescriptionId: string;
  readonly residentId: string;
  readonly scheduledFor: string;
  readonly state: string;
  readonly administration: Administration | null;
}

export interface AsNeededLine extends Body {
  readonly prescriptionId: string;
  readonly canGive: boolean;
  readonly until: string | null;
  readonly lastGivenAt: string | null;
}

export interface Round extends Body {
  readonly items: readonly RoundItem[];
  readonly asNeeded: readonly AsNeededLine[];
}

type Details = Readonly<Record<string, unknown>>;

/** One tablet at 08:00 and 20:00, since the first of November 2026, as a prescriber would order it. */
export function aPrescription(
  residentId: string,
  medicationId: string,
  details: Details = {},
): Record<string, unknown> {
  return {
    residentId,
    medicationId,
    dose: { quantity: 1, unit: 'tablet' },
    route: 'oral',
    schedule: { kind: 'times', times: ['08:00', '20:00'] },
    startsOn: '2026-11-01',
    prescriber: 'Dr. Gil',
    ...details,
  };
}

/** When needed, four hours apart, four a day. */
export const AS_NEEDED = { kind: 'as-needed', minIntervalMinutes: 240, maxDosesPer24h: 4, reason: 'pain' };

/** What a prescription is about: whose, of what, on which terms. Whatever is left out is made. */
export interface Order {
  readonly residentId?: string;
  readonly medication?: Details;
  readonly terms?: Details;
}

/** A prescription for a resident who was admitted on the first of November 2026. */
export async function thePrescription(
  home: Home,
  { residentId, medication, terms }: Order = {},
): Promise<Prescription> {
  const resident = residentId ?? (await aResidentSinceNovember(home)).id;
  const { id } = await theMedication(await home.as('admin'), medication);
  const prescriber = await home.as('prescriber');
  return prescriber.created<Prescription>('/api/v1/prescriptions', aPrescription(resident, id, terms));
}

export async function aResidentSinceNovember(home: Home): Promise<Resource> {
  return anAdmittedResident(await home.as('nurse'), {}, { at: '2026-11-01T00:00:00+01:00' });
}

/** Records a dose, `given` unless said otherwise. */
export function record(
  client: Client,
  prescription: { readonly id: string },
  details: Details = {},
): Promise<Answer<Administration>> {
  return client.post<Administration>(`/api/v1/prescriptions/${prescription.id}/administrations`, {
    outcome: 'given',
    ...details,
  });
}

/** The round of a resident in a window, of the whole day by default. */
export function roundOf(client: Client, residentId: string, window = 'from=2026-11-24&to=2026-11-24'): Promise<Round> {
  return client.read<Round>(`/api/v1/medication-rounds?residentId=${residentId}&${window}`);
}

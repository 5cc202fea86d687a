import { fold } from '#platform/kernel';
import type { Instant, LocalDate } from '#platform/time';
import type { Bed } from './room.js';

export const SEXES = ['male', 'female', 'other', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];

/** Where a resident is in the life of a stay; driven by movements only (api.md section 3). */
export const RESIDENT_STATUSES = [
  'pre-admission',
  'admitted',
  'on-leave',
  'in-hospital',
  'discharged',
  'deceased',
] as const;
export type ResidentStatus = (typeof RESIDENT_STATUSES)[number];

export const RESUSCITATION_DECISIONS = ['attempt', 'do-not-attempt', 'unknown'] as const;

/** What is to be done if the heart stops, and when that was last looked at. */
export interface Resuscitation {
  readonly decision: (typeof RESUSCITATION_DECISIONS)[number];
  readonly reviewedOn: LocalDate;
}

/** A number or code by which others know the person; a pair (system, value) belongs to one resident. */
export interface Identifier {
  readonly system: string;
  readonly value: string;
}

/** What a person who may write residents can say of one. */
export interface ResidentDetails {
  readonly givenName: string;
  readonly familyName: string;
  readonly preferredName: string | null;
  readonly birthDate: LocalDate;
  readonly sex: Sex;
  readonly identifiers: readonly Identifier[];
  readonly resuscitation: Resuscitation | null;
  readonly diet: string | null;
  readonly mobility: string | null;
  readonly notes: string | null;
}

/** The person at the centre. */
export interface Resident extends ResidentDetails {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly status: ResidentStatus;
  readonly bed: Bed | null;
  /** While away, where it is known. */
  readonly expectedReturnOn: LocalDate | null;
}

/** The optional parts of {@link ResidentDetails} may be left out of a new one. */
export type NewResident = Pick<ResidentDetails, 'givenName' | 'familyName' | 'birthDate' | 'sex'> & {
  readonly [K in Exclude<keyof ResidentDetails, 'givenName' | 'familyName' | 'birthDate' | 'sex'>]?:
    ResidentDetails[K] | null | undefined;
};

/** A new resident has no bed and no status but `pre-admission`: only a movement gives them. */
export function register(details: NewResident, id: string, at: Instant): Resident {
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    givenName: details.givenName,
    familyName: details.familyName,
    preferredName: details.preferredName ?? null,
    birthDate: details.birthDate,
    sex: details.sex,
    identifiers: details.identifiers ?? [],
    status: 'pre-admission',
    bed: null,
    expectedReturnOn: null,
    resuscitation: details.resuscitation ?? null,
    diet: details.diet ?? null,
    mobility: details.mobility ?? null,
    notes: details.notes ?? null,
  };
}

/** How a person is listed: `Family Name, Given Name`. */
export function displayName({ familyName, givenName }: Pick<Resident, 'familyName' | 'givenName'>): string {
  return `${familyName}, ${givenName}`;
}

/** The order of lists: by family name, then given name, accents and case ignored. */
export function sortName({ familyName, givenName }: Pick<Resident, 'familyName' | 'givenName'>): string {
  return `${fold(familyName)}, ${fold(givenName)}`;
}

/** Everything that `q` finds a resident by: names and identifiers, folded. */
export function searchText(resident: ResidentDetails): string {
  const identifiers = resident.identifiers.map(({ value }) => value);
  return fold([resident.givenName, resident.familyName, resident.preferredName ?? '', ...identifiers].join(' '));
}

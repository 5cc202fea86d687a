import { InvalidFieldsError } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { LegalRepresentativeExistsError } from './resident.errors.js';

/** The warning that there is another legal representative, as it is acknowledged. */
export const LEGAL_REPRESENTATIVE_EXISTS = 'legal-representative-exists';

/** What can be said of someone around a resident (FHIR RelatedPerson). */
export interface ContactDetails {
  readonly name: string;
  readonly relationship: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly isLegalRepresentative: boolean;
  readonly isEmergencyContact: boolean;
}

/** Someone to call about a resident. No clinical fact: it may be removed, and the trail keeps what it was. */
export interface Contact extends ContactDetails {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly residentId: string;
  /** Why the resident has this legal representative beside another; null: it is the only one, or none. */
  readonly acknowledgeReason: string | null;
  readonly recordedBy: string;
}

/** A new contact: what is left out is unknown, or false. */
export type NewContact = Pick<ContactDetails, 'name' | 'relationship'> & {
  readonly [K in Exclude<keyof ContactDetails, 'name' | 'relationship'>]?: ContactDetails[K] | null | undefined;
};

/** Who decides for the resident first, then who is to be called, then the others. */
export function byWhomToCall(a: ContactDetails, b: ContactDetails): number {
  return rank(b) - rank(a);
}

function rank({ isLegalRepresentative, isEmergencyContact }: ContactDetails): number {
  return Number(isLegalRepresentative) * 2 + Number(isEmergencyContact);
}

/** Warnings that the caller has seen, and why they go on. */
export interface SeenWarnings {
  readonly acknowledge?: readonly string[] | undefined;
  readonly acknowledgeReason?: string | null | undefined;
}

/**
 * Whether a resident may have one more legal representative: the first without a word, another only for a reason, such
 * as a court that has named two.
 * @param others the legal representatives that the resident has
 * @returns the reason, where one is needed
 * @throws InvalidFieldsError, LegalRepresentativeExistsError
 */
export function reasonForAnother(
  others: readonly Contact[],
  { acknowledge = [], acknowledgeReason }: SeenWarnings,
): string | null {
  const seen = acknowledge.includes(LEGAL_REPRESENTATIVE_EXISTS);
  const reason = acknowledgeReason ?? null;
  if (seen && reason === null) {
    const message = 'Going on in spite of a warning needs a reason.';
    throw new InvalidFieldsError([{ pointer: '/acknowledgeReason', code: 'required', message }]);
  }
  const [other] = others;
  if (other === undefined) return null;
  if (!seen) throw new LegalRepresentativeExistsError(other);
  return reason;
}

import { toDecimal } from '#platform/kernel';
import type { Administration, DoseResponse } from './administration.js';
import { REASONS, type Outcome } from './outcome.js';

/** As much of a dose as a timeline tells. */
export const TOLD_OF_ADMINISTRATION = [
  'id',
  'medicationId',
  'administeredAt',
  'outcome',
  'reason',
  'quantity',
  'unit',
  'status',
  'recordedBy',
  'response',
] as const satisfies readonly (keyof Administration)[];
export type ToldAdministration = Pick<Administration, (typeof TOLD_OF_ADMINISTRATION)[number]>;

const SAID: Readonly<Record<Outcome, string>> = {
  given: 'Given',
  'part-given': 'Given in part',
  'self-administered': 'Self-administered',
  refused: 'Refused',
  omitted: 'Omitted',
  'not-available': 'Not available',
  destroyed: 'Destroyed',
};

const ACHIEVED: Readonly<Record<DoseResponse['effect'], string>> = {
  effective: 'effective',
  'partly-effective': 'partly effective',
  'not-effective': 'not effective',
};

/** A dose in a line of English, such as `Given: Paracetamol 500 mg, 1 tablet`, and what it achieved where that was told. */
export function describeAdministration(
  {
    outcome,
    quantity,
    unit,
    reason,
    response,
  }: Pick<Administration, 'outcome' | 'quantity' | 'unit' | 'reason' | 'response'>,
  medicine: string,
): string {
  const amount = quantity === null ? '' : `, ${toDecimal(quantity)} ${unit}`;
  const because = reason === null ? '' : ` (${REASONS[reason].meaning})`;
  const achieved = response === null ? '' : `; ${ACHIEVED[response.effect]}`;
  return `${SAID[outcome]}: ${medicine}${amount}${because}${achieved}`;
}

/** A medicine as a person names it: its strength is told once. */
export function nameOfMedicine({
  name,
  strength,
}: {
  readonly name: string;
  readonly strength: string | null;
}): string {
  return strength === null || name.includes(strength) ? name : `${name} ${strength}`;
}

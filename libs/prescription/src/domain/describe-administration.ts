import { toDecimal } from '#platform/kernel';
import type { Administration } from './administration.js';
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

/** A dose in a line of English, such as `Given: Paracetamol 500 mg, 1 tablet`. */
export function describeAdministration(
  { outcome, quantity, unit, reason }: Pick<Administration, 'outcome' | 'quantity' | 'unit' | 'reason'>,
  medicine: string,
): string {
  const amount = quantity === null ? '' : `, ${toDecimal(quantity)} ${unit}`;
  const because = reason === null ? '' : ` (${REASONS[reason].meaning})`;
  return `${SAID[outcome]}: ${medicine}${amount}${because}`;
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

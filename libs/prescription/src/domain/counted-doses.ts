import { addMinutes, type Instant } from '#platform/time';
import type { Administration } from './administration.js';
import type { CountedDose } from './as-needed.js';
import { countsTowardsLimits } from './outcome.js';
import type { AsNeededSchedule } from './prescription.js';
import { isSameSubstance, type Substance } from './substance.js';

const DAY_MINUTES = 1_440;

/** From when on doses can bind an as-needed one at `at`. */
export function countingSince(schedules: readonly AsNeededSchedule[], at: Instant): Instant {
  return addMinutes(at, -Math.max(DAY_MINUTES, ...schedules.map(({ minIntervalMinutes }) => minIntervalMinutes)));
}

/** The part of an administration that limits look at. */
export type TakenDose = Pick<
  Administration,
  | 'id'
  | 'prescriptionId'
  | 'residentId'
  | 'medicationId'
  | 'administeredAt'
  | 'outcome'
  | 'reason'
  | 'quantity'
  | 'unit'
  | 'status'
>;

/** Of a resident's administrations those that count towards the limits of a substance, whatever prescribed them. */
export function countedDoses(
  administrations: readonly TakenDose[],
  substances: ReadonlyMap<string, Substance>,
  substance: Substance,
): readonly CountedDose[] {
  const same = new Map<string, boolean>();
  const isSame = (medicationId: string): boolean => {
    const before = same.get(medicationId);
    if (before !== undefined) return before;
    const other = substances.get(medicationId);
    const found = other !== undefined && isSameSubstance(other, substance);
    same.set(medicationId, found);
    return found;
  };
  return administrations.flatMap((administration): readonly CountedDose[] => {
    const {
      id,
      prescriptionId,
      medicationId,
      administeredAt: at,
      outcome,
      reason,
      quantity,
      unit,
      status,
    } = administration;
    if (status !== 'recorded' || quantity === null || !countsTowardsLimits(outcome, reason)) return [];
    if (!isSame(medicationId)) return [];
    return [{ administrationId: id, prescriptionId, at, quantity, unit }];
  });
}

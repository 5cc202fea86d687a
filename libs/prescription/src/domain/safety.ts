import { fromMillionths, sum, toDecimal, type FieldError, type Quantity } from '#platform/kernel';
import type { Instant } from '#platform/time';
import { SafetyWarningsError } from './prescription.errors.js';
import type { DoseQuantity, Schedule } from './prescription.js';
import type { AcknowledgedWarning, SafetyWarning } from './safety-warning.js';
import type { Absence } from './schedule.js';
import { isConcernedByCode, isSameSubgroup, isSameSubstance, namesSameSubstance, type Substance } from './substance.js';

export interface PrescribedMedicine extends Substance {
  readonly id: string;
  readonly name: string;
  readonly active: boolean;
  readonly unit: string;
  readonly maxDailyQuantity: Quantity | null;
}

export interface KnownAllergy {
  readonly id: string;
  readonly substance: string;
  readonly atcCode: string | null;
  readonly criticality: 'low' | 'high' | 'unable-to-assess';
  readonly status: 'active' | 'resolved' | 'entered-in-error';
}

/** Another prescription of the resident that is in force or will be: active, suspended or draft, and not this one. */
export interface OtherPrescription extends Substance {
  readonly prescriptionId: string;
  readonly medicationId: string;
  readonly medicationName: string;
  readonly dose: DoseQuantity;
  readonly schedule: Schedule;
}

export interface SafetyQuestion {
  readonly residentId: string;
  /** Null: in the home. On leave or in hospital a resident is still admitted. */
  readonly absence: Absence['kind'] | null;
  readonly medication: PrescribedMedicine;
  readonly dose: DoseQuantity;
  readonly schedule: Schedule;
  readonly allergies: readonly KnownAllergy[];
  readonly others: readonly OtherPrescription[];
}

/** Who goes on in spite of which warnings, and why. */
export interface Acknowledgement {
  readonly codes: readonly string[];
  readonly reason: string | null;
  readonly by: string;
  readonly at: Instant;
}

/** Every warning that prescribing this raises; `POST /prescriptions/check` answers the same. */
export function safetyWarnings(question: SafetyQuestion): readonly SafetyWarning[] {
  return [
    ...allergyWarnings(question.medication, question.allergies),
    ...duplicates(question),
    ...notAdmitted(question),
    ...inactive(question.medication),
    ...overDailyMaximum(question),
  ];
}

/** The allergies of a resident that concern a medicine. */
export function allergyWarnings(
  medicine: Pick<PrescribedMedicine, 'name' | 'activeSubstance' | 'atcCode'>,
  allergies: readonly KnownAllergy[],
): readonly SafetyWarning[] {
  return allergies
    .filter(({ status }) => status === 'active')
    .filter(({ substance, atcCode }) => {
      const byCode = atcCode !== null && medicine.atcCode !== null && isConcernedByCode(medicine.atcCode, atcCode);
      return byCode || namesSameSubstance(substance, medicine.activeSubstance);
    })
    .map(({ id, substance, criticality }) => ({
      code: 'allergy',
      severity: criticality === 'low' ? 'moderate' : 'high',
      detail: `The resident has a recorded allergy or intolerance to ${substance}; ${medicine.name} is concerned.`,
      related: [{ type: 'allergy', id }],
    }));
}

/** Those warnings that no code acknowledges. */
export function unacknowledged(warnings: readonly SafetyWarning[], codes: readonly string[]): readonly SafetyWarning[] {
  return warnings.filter(({ code }) => !codes.includes(code));
}

/** An acknowledgement says why. */
export function validateAcknowledgement({
  codes,
  reason,
}: Pick<Acknowledgement, 'codes' | 'reason'>): readonly FieldError[] {
  if (codes.length === 0 || (reason ?? '').trim() !== '') return [];
  return [
    { pointer: '/acknowledgeReason', code: 'required', message: 'Going on in spite of a warning needs a reason.' },
  ];
}

/**
 * The warnings as they are kept, once all of them are answered for.
 * @throws SafetyWarningsError with those that aren't
 */
export function acknowledge(
  warnings: readonly SafetyWarning[],
  { codes, reason, by, at }: Acknowledgement,
): readonly AcknowledgedWarning[] {
  const open = unacknowledged(warnings, reason === null ? [] : codes);
  if (open.length > 0) throw new SafetyWarningsError(open);
  if (reason === null) return [];
  return warnings.map((warning) => ({ ...warning, reason, acknowledgedBy: by, acknowledgedAt: at }));
}

/** The most that a schedule gives within 24 hours, as planned. */
function plannedDailyQuantity(dose: DoseQuantity, schedule: Schedule): Quantity {
  switch (schedule.kind) {
    case 'once':
      return dose.quantity;
    case 'times':
      return times(dose.quantity, schedule.times.length);
    case 'as-needed': {
      const { minIntervalMinutes, maxDosesPer24h, maxQuantityPer24h } = schedule;
      const byInterval = minIntervalMinutes === 0 ? Infinity : Math.ceil(1_440 / minIntervalMinutes);
      const byDoses = times(dose.quantity, Math.min(maxDosesPer24h, byInterval));
      return maxQuantityPer24h === null || byDoses < maxQuantityPer24h ? byDoses : maxQuantityPer24h;
    }
  }
}

function duplicates({ medication, others }: SafetyQuestion): readonly SafetyWarning[] {
  return others.flatMap((other): readonly SafetyWarning[] => {
    const isSame = other.medicationId === medication.id || isSameSubstance(medication, other);
    if (!isSame && !isSameSubgroup(medication, other)) return [];
    return [
      {
        code: 'duplicate-therapy',
        severity: isSame ? 'high' : 'moderate',
        detail: isSame
          ? `The resident already has the same substance: ${other.medicationName}.`
          : `The resident already has a medicine of the same subgroup: ${other.medicationName}.`,
        related: [{ type: 'prescription', id: other.prescriptionId }],
      },
    ];
  });
}

function notAdmitted({ residentId, absence }: SafetyQuestion): readonly SafetyWarning[] {
  if (absence !== 'not-admitted') return [];
  const related = [{ type: 'resident', id: residentId }] as const;
  return [{ code: 'resident-not-admitted', severity: 'moderate', detail: 'The resident is not admitted.', related }];
}

function inactive({ id, name, active }: PrescribedMedicine): readonly SafetyWarning[] {
  if (active) return [];
  const related = [{ type: 'medication', id }] as const;
  const detail = `${name} is no longer active in the catalogue.`;
  return [{ code: 'medication-inactive', severity: 'moderate', detail, related }];
}

/** Counts every prescription of the same substance in the medicine's unit; other units can't be compared. */
function overDailyMaximum({ medication, dose, schedule, others }: SafetyQuestion): readonly SafetyWarning[] {
  const { maxDailyQuantity: maximum, unit } = medication;
  if (maximum === null || dose.unit !== unit) return [];
  const counted = others.filter((other) => other.dose.unit === unit && isSameSubstance(medication, other));
  const planned = sum([
    plannedDailyQuantity(dose, schedule),
    ...counted.map((other) => plannedDailyQuantity(other.dose, other.schedule)),
  ]);
  if (planned <= maximum) return [];
  return [
    {
      code: 'over-daily-maximum',
      severity: 'high',
      detail: `Up to ${toDecimal(planned)} ${unit} in 24 hours; at most ${toDecimal(maximum)} ${unit} is stated for ${medication.name}.`,
      related: [
        { type: 'medication', id: medication.id },
        ...counted.map(({ prescriptionId }) => ({ type: 'prescription' as const, id: prescriptionId })),
      ],
    },
  ];
}

function times(quantity: Quantity, count: number): Quantity {
  return fromMillionths(quantity * count);
}

import { toDecimal } from '#platform/kernel';
import type { Instant } from '#platform/time';
import type { PrescriptionStatus, Revision, Schedule } from './prescription.js';

interface Step {
  readonly id: string;
  readonly prescriptionId: string;
  /** When it takes effect, which may lie ahead. */
  readonly at: Instant;
  readonly recordedBy: string;
  readonly reason: string | null;
}

/** A step in the life of a prescription: new terms, or a new status. */
export type PrescriptionStep =
  | (Step & { readonly terms: Pick<Revision, 'revision' | 'dose' | 'route' | 'schedule'> })
  | (Step & { readonly status: PrescriptionStatus });

/** What a step is about. */
export interface SteppedPrescription {
  readonly medicationId: string;
  /** Whether the prescription was found to be an error: all of its steps are then. */
  readonly enteredInError: boolean;
}

/** `prescribed`, `amended`, or the status that begins. */
export function eventOf(step: PrescriptionStep): string {
  if ('status' in step) return step.status;
  return step.terms.revision === 1 ? 'prescribed' : 'amended';
}

const SAID: Readonly<Record<PrescriptionStatus, string>> = {
  draft: 'Draft',
  active: 'Active',
  suspended: 'Suspended',
  stopped: 'Stopped',
  'entered-in-error': 'Entered in error',
};

/** A step in a line of English, such as `Amended: Paracetamol 500 mg, 2 tablet, oral, at 08:00: pain at night`. */
export function describeStep(step: PrescriptionStep, medicine: string): string {
  const because = step.reason === null ? '' : `: ${step.reason}`;
  if ('status' in step) return `${SAID[step.status]}: ${medicine}${because}`;
  const { revision, dose, route, schedule } = step.terms;
  const amount = `${toDecimal(dose.quantity)} ${dose.unit}`;
  const terms = [medicine, amount, route, describeSchedule(schedule)].join(', ');
  return `${revision === 1 ? 'Prescribed' : 'Amended'}: ${terms}${because}`;
}

function describeSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'once':
      return 'once';
    case 'as-needed':
      return `when needed for ${schedule.reason}`;
    case 'times': {
      const { times, daysOfWeek, everyDays, cycle } = schedule;
      return [
        `at ${times.join(', ')}`,
        ...(daysOfWeek === null ? [] : [`on ${daysOfWeek.join(', ')}`]),
        ...(everyDays === null || everyDays === 1 ? [] : [`every ${everyDays} days`]),
        ...(cycle === null ? [] : [`${cycle.onDays} days on, ${cycle.offDays} off`]),
      ].join(' ');
    }
  }
}

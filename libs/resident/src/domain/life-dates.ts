import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import type { LocalDate } from '#platform/time';
import type { Resuscitation } from './resident.js';

/** Days of a person's life, as far as a request states them. */
export interface LifeDates {
  readonly birthDate?: LocalDate | undefined;
  readonly resuscitation?: Resuscitation | null | undefined;
  readonly onsetOn?: LocalDate | null | undefined;
}

/**
 * What has happened has happened by today, and nothing before the person was born.
 * @param today the calendar day in the home's zone
 * @param bornOn of a person who is known; null: only the future is looked at
 * @throws InvalidFieldsError with every bad field
 */
export function checkLifeDates(
  { birthDate, resuscitation, onsetOn }: LifeDates,
  today: LocalDate,
  bornOn: LocalDate | null = null,
): void {
  const errors: FieldError[] = [
    ...future('/birthDate', birthDate, today),
    ...future('/resuscitation/reviewedOn', resuscitation?.reviewedOn, today),
    ...future('/onsetOn', onsetOn, today),
  ];
  if (bornOn !== null && onsetOn != null && onsetOn < bornOn) {
    errors.push({ pointer: '/onsetOn', code: 'before-birth', message: `must not be before the birth on ${bornOn}` });
  }
  if (errors.length > 0) throw new InvalidFieldsError(errors);
}

function future(pointer: string, date: LocalDate | null | undefined, today: LocalDate): readonly FieldError[] {
  if (date == null || date <= today) return [];
  return [{ pointer, code: 'in-the-future', message: `must not be after today, ${today}` }];
}

import { InvalidFieldsError } from '#platform/kernel';
import { CLOCK_SKEW_MINUTES, isYetToCome, later, type Instant } from '#platform/time';
import type { Administration, DoseResponse } from './administration.js';
import { isTaken } from './outcome.js';
import { NoResponseExpectedError, ResponseAlreadyRecordedError } from './prescription.errors.js';

/** What somebody says that a dose achieved. */
export interface ResponseCommand extends Pick<DoseResponse, 'effect' | 'note'> {
  /** When it was seen; null: now. */
  readonly at: Instant | null;
}

/** Whether a dose is one whose response is asked for (clinical.md A3): as needed, and taken. */
export function expectsResponse({ scheduledFor, outcome }: Pick<Administration, 'scheduledFor' | 'outcome'>): boolean {
  return scheduledFor === null && isTaken(outcome);
}

/**
 * The response to a dose as needed, told once.
 * @throws NoResponseExpectedError of another dose, or of a record that was wrong; ResponseAlreadyRecordedError;
 * InvalidFieldsError before the act, or in the future
 */
export function respond(
  dose: Administration,
  { at, effect, note }: ResponseCommand,
  { now, recordedBy }: { readonly now: Instant; readonly recordedBy: string },
): DoseResponse {
  if (!expectsResponse(dose) || dose.status !== 'recorded') throw new NoResponseExpectedError(dose);
  if (dose.response !== null) throw new ResponseAlreadyRecordedError(dose.response);
  if (at !== null) refuseBadTime(at, dose.administeredAt, now);
  return { at: at ?? later(now, dose.administeredAt), effect, note, recordedBy };
}

/** What stays of a response when its dose is recorded anew, because the first record was wrong. */
export function responseAfter(
  response: DoseResponse | null,
  right: Pick<Administration, 'scheduledFor' | 'outcome' | 'administeredAt'>,
): DoseResponse | null {
  return response !== null && expectsResponse(right) && response.at >= right.administeredAt ? response : null;
}

function refuseBadTime(at: Instant, administeredAt: Instant, now: Instant): void {
  const pointer = '/at';
  if (at < administeredAt) {
    const message = `Must not be before the dose, ${administeredAt}.`;
    throw new InvalidFieldsError([{ pointer, code: 'before-the-dose', message }]);
  }
  if (isYetToCome(at, now)) {
    const message = `Must not be more than ${CLOCK_SKEW_MINUTES} minutes ahead.`;
    throw new InvalidFieldsError([{ pointer, code: 'in-the-future', message }]);
  }
}

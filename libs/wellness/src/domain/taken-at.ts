import type { FieldError } from '#platform/kernel';
import { CLOCK_SKEW_MINUTES, isYetToCome, type Instant } from '#platform/time';

/**
 * What is wrong with the instant that a fact claims to be true of: `in-the-future` ({@link CLOCK_SKEW_MINUTES} minutes are
 * forgiven) or `after-death`. Everything else is taken: facts are measured before admission and while away, and are
 * often written down late.
 * @param diedAt null: the person lives.
 */
export function badTakenAt(pointer: string, at: Instant, now: Instant, diedAt: Instant | null): readonly FieldError[] {
  if (isYetToCome(at, now)) {
    return [{ pointer, code: 'in-the-future', message: `Must not be more than ${CLOCK_SKEW_MINUTES} minutes ahead.` }];
  }
  if (diedAt === null || at <= diedAt) return [];
  return [{ pointer, code: 'after-death', message: `Must not be later than the death of the resident, ${diedAt}.` }];
}

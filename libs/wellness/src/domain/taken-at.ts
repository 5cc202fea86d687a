import type { FieldError } from '#platform/kernel';
import { addMinutes, type Instant } from '#platform/time';

/** Clock skew that is forgiven between a device and the server (clinical.md A1). */
const SKEW_MINUTES = 5;

/** Nothing is measured in the future: an instant more than {@link SKEW_MINUTES} minutes ahead is refused. */
export function notInFuture(pointer: string, at: Instant, now: Instant): readonly FieldError[] {
  if (at <= addMinutes(now, SKEW_MINUTES)) return [];
  return [{ pointer, code: 'in-the-future', message: `Must not be more than ${SKEW_MINUTES} minutes ahead.` }];
}

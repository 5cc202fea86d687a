import { addMinutes, fromTemporal, toTemporal, type Instant, type Zone } from '#platform/time';
import type { Assessment } from '../assessment.js';

type Interval = { readonly minutes: number } | { readonly months: number };

const MONTHLY = { months: 1 } as const;
const HOURLY = { minutes: 60 } as const;

/**
 * After how long an instrument asks to be used again, by band, where its source says so (clinical.md B1, B3, B6, B9). The
 * longest that it allows: NEWS2 of 1 to 4 asks for 4 to 6 hours.
 */
const INTERVALS: Readonly<Record<string, Readonly<Record<string, Interval>>>> = {
  // 7 and more is watched continuously: it is due from the same moment on.
  news2: { low: { minutes: 6 * 60 }, 'low-medium': HOURLY, medium: HOURLY, high: { minutes: 0 } },
  must: { low: MONTHLY, medium: MONTHLY, high: MONTHLY },
  abbey: { mild: HOURLY, moderate: HOURLY, severe: HOURLY },
  'mna-sf': { normal: { months: 3 }, 'at-risk': { months: 3 }, malnourished: { months: 3 } },
};

const NEWS2_OF_ZERO: Interval = { minutes: 12 * 60 };

/** Until when a person is to be assessed again; null: nothing says so, or it is no total. Months are those of the calendar. */
export function reassessmentDue(
  { instrument, band, score, assessedAt }: Pick<Assessment, 'instrument' | 'band' | 'score' | 'assessedAt'>,
  zone: Zone,
): Instant | null {
  const interval = instrument === 'news2' && score === 0 ? NEWS2_OF_ZERO : INTERVALS[instrument]?.[band];
  if (interval === undefined) return null;
  if ('minutes' in interval) return addMinutes(assessedAt, interval.minutes);
  return fromTemporal(toTemporal(assessedAt).toZonedDateTimeISO(zone).add(interval).toInstant());
}

import type { Instant } from './instant.js';
import { parseInstant } from './instant.js';
import { addDays, parseLocalDate, startOfDay, type Zone } from './local.js';

/** A half-open stretch of time, `[from, to)`; a missing end is open. */
export interface Range {
  readonly from?: Instant | undefined;
  readonly to?: Instant | undefined;
}

/** A half-open stretch with both ends. */
export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * Reads `from` and `to` as the contract has them (api.md section 1): an instant, or a local date that means
 * its whole day in the home's zone, so that a date as `to` ends with that day.
 * @throws RangeError when either is neither.
 */
export function parseRange(text: { from?: string | undefined; to?: string | undefined }, zone: Zone): Range {
  return {
    from: text.from === undefined ? undefined : startOf(text.from, zone),
    to: text.to === undefined ? undefined : endOf(text.to, zone),
  };
}

export function contains(range: Range, at: Instant): boolean {
  return (range.from === undefined || at >= range.from) && (range.to === undefined || at < range.to);
}

function startOf(text: string, zone: Zone): Instant {
  return isDateOnly(text) ? startOfDay(parseLocalDate(text), zone) : parseInstant(text);
}

function endOf(text: string, zone: Zone): Instant {
  return isDateOnly(text) ? startOfDay(addDays(parseLocalDate(text), 1), zone) : parseInstant(text);
}

function isDateOnly(text: string): boolean {
  return text.length === 10;
}

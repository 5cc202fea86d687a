import { addDays, localDateOf, parseRange, startOfDay, type Instant, type Zone } from '#platform/time';
import { BadSupplyEndError } from './prescription.errors.js';
import { SUPPLY_HORIZON_DAYS } from './supply.js';

/** How many days an order is for where nobody says, today not counted. */
export const ORDER_DAYS = 28;

/**
 * Until when an order is to last: an instant, or a local date whose day is included; {@link ORDER_DAYS} days where
 * nothing is said.
 * @throws BadSupplyEndError when it is not ahead, or further than {@link SUPPLY_HORIZON_DAYS} days.
 */
export function supplyEnd(until: string | undefined, now: Instant, zone: Zone): Instant {
  const today = localDateOf(now, zone);
  const end = parseRange({ to: until ?? addDays(today, ORDER_DAYS) }, zone).to ?? now;
  if (end <= now) throw new BadSupplyEndError('must lie ahead');
  if (end > horizonOf(now, zone)) throw new BadSupplyEndError(`must be at most ${SUPPLY_HORIZON_DAYS} days ahead`);
  return end;
}

/** How far supply is seen: to the end of the last day of {@link SUPPLY_HORIZON_DAYS}. */
export function horizonOf(now: Instant, zone: Zone): Instant {
  return startOfDay(addDays(localDateOf(now, zone), SUPPLY_HORIZON_DAYS + 1), zone);
}

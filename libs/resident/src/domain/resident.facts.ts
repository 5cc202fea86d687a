import { factType } from '#platform/kernel';
import type { Instant } from '#platform/time';

/** What every fact about a movement says. */
interface OfMovement {
  readonly residentId: string;
  readonly movementId: string;
  /** When the movement took place; it may lie in the past. */
  readonly at: Instant;
  /** The user who recorded it, or who found it to be an error. */
  readonly recordedBy: string;
}

/** A resident has left for good: discharged or deceased. Whatever is planned for them ends. */
export interface ResidentDeparted extends OfMovement {
  readonly because: 'discharge' | 'death';
}

export const residentDeparted = factType<ResidentDeparted>('resident-departed');

/** A departure was an error: they never left. What it ended goes on, as far as it still can. */
export type DepartureRevoked = ResidentDeparted;

export const departureRevoked = factType<DepartureRevoked>('departure-revoked');

/** A resident is back in the home. */
export interface ResidentReturned extends OfMovement {
  readonly from: 'on-leave' | 'in-hospital';
}

export const residentReturned = factType<ResidentReturned>('resident-returned');

/** A return was an error: they are still away. */
export type ReturnRevoked = ResidentReturned;

export const returnRevoked = factType<ReturnRevoked>('return-revoked');

import { factType } from '#platform/kernel';
import type { Instant } from '#platform/time';

/** A resident has left for good: discharged or deceased. Whatever is planned for them ends. */
export interface ResidentDeparted {
  readonly residentId: string;
  readonly at: Instant;
  readonly because: 'discharge' | 'death';
  /** The user who recorded it. */
  readonly recordedBy: string;
}

export const residentDeparted = factType<ResidentDeparted>('resident-departed');

import type { Instant } from '#platform/time';

/** A secret address at which a calendar is read without signing in, as the user who made it would. */
export interface CalendarLink {
  readonly id: string;
  readonly userId: string;
  /** Whose calendar; null: the home's. */
  readonly residentId: string | null;
  /** What its user calls it. */
  readonly name: string | null;
  /** SHA-256 of the secret, in base64url: the secret itself is never stored. */
  readonly secretHash: string;
  readonly revokedAt: Instant | null;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
}

/** The longest name, in characters. */
export const LONGEST_LINK_NAME = 80;

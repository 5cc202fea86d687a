import type { Instant } from '#platform/time';
import type { Role } from './permissions.js';

/** Someone who works with the record. */
export interface User {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly active: boolean;
  /** argon2id, in PHC string form. */
  readonly passwordHash: string;
  readonly pinHash: string | null;
  /** Wrong PINs in a row. */
  readonly pinFailures: number;
  readonly pinLockedUntil: Instant | null;
}

/** Someone as a token tells who it is. */
export interface TokenHolder extends Pick<User, 'username' | 'displayName' | 'roles'> {
  readonly userId: string;
  readonly tokenId: string;
}

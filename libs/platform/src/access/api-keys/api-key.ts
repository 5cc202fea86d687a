import { randomBytes } from 'node:crypto';
import { InvalidFieldsError, type FieldError } from '#platform/kernel';
import { fromTemporal, toTemporal, type Instant } from '#platform/time';
import { hashToken } from '../password.js';
import type { Role } from '../permissions.js';

/** A long-lived credential of a program. */
export interface ApiKey {
  readonly id: string;
  readonly version: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** What the program is called, unique among the keys that are not revoked. */
  readonly name: string;
  /** The beginning of the key, by which it is recognised. */
  readonly prefix: string;
  /** SHA-256 of the key, in base64url: the key itself is never stored. */
  readonly keyHash: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Instant;
  /** To the minute. */
  readonly lastUsedAt: Instant | null;
  /** The id of the user, or API key, who made it. */
  readonly createdBy: string;
  readonly revokedAt: Instant | null;
}

const LONGEST_LIFE_YEARS = 2;

/** Letters and digits that aren't mistaken for one another (RFC 4648 base32, in small letters). */
const VISIBLE = 'abcdefghijklmnopqrstuvwxyz234567';

/** A key as it is shown once, `rsd_<8 characters>_<43 characters>`, and what is kept of it. Its second part has 256 random bits. */
export function newApiKey(): { key: string; prefix: string; keyHash: string } {
  const visible = [...randomBytes(8)].map((byte) => VISIBLE.charAt(byte % VISIBLE.length)).join('');
  const prefix = `rsd_${visible}`;
  const key = `${prefix}_${randomBytes(32).toString('base64url')}`;
  return { key, prefix, keyHash: hashToken(key) };
}

/**
 * A key ends, and not in a distant future: what nobody remembers must not stay open.
 * @throws InvalidFieldsError
 */
export function checkExpiry(expiresAt: Instant, now: Instant): void {
  const fault = expiryFault(expiresAt, now);
  if (fault !== undefined) throw new InvalidFieldsError([{ pointer: '/expiresAt', ...fault }]);
}

function expiryFault(expiresAt: Instant, now: Instant): Omit<FieldError, 'pointer'> | undefined {
  if (expiresAt <= now) return { code: 'in-the-past', message: 'must lie in the future' };
  if (expiresAt <= latestExpiry(now)) return undefined;
  return { code: 'too-far-ahead', message: `must be at most ${LONGEST_LIFE_YEARS} years ahead` };
}

function latestExpiry(now: Instant): Instant {
  const then = toTemporal(now).toZonedDateTimeISO('UTC').add({ years: LONGEST_LIFE_YEARS });
  return fromTemporal(then.toInstant());
}

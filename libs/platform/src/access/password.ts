import { createHash, randomBytes } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id, the library's default variant: 19 MiB, 2 passes, 1 lane. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A hash of no one's password, so that an unknown user costs the same time as a wrong password. */
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** @returns argon2id in PHC string form. */
export async function hashSecret(secret: string): Promise<string> {
  return hash(secret.normalize('NFKC'), ARGON2ID);
}

/** Whether `secret` is the one that was hashed; the same work is done when there is no hash. */
export async function verifySecret(secret: string, stored: string | null | undefined): Promise<boolean> {
  const matches = await verify(stored ?? NOBODY, secret.normalize('NFKC'), ARGON2ID);
  return matches && stored !== null && stored !== undefined;
}

/** Whether two secrets are the same to whoever verifies them. */
export function isSameSecret(one: string, other: string): boolean {
  return one.normalize('NFKC') === other.normalize('NFKC');
}

/** An access token of 256 random bits, and the hash under which it is kept. */
export function newToken(): { token: string; tokenHash: string } {
  const token = randomBytes(32).toString('base64url');
  return { token, tokenHash: hashToken(token) };
}

/** SHA-256 suffices: the token itself has 256 random bits, there is nothing to guess. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

export function randomPassword(): string {
  return randomBytes(15).toString('base64url');
}

import type { KeyObject } from 'node:crypto';
import { DomainError } from '#platform/kernel';
import type { Clock } from '#platform/time';
import { signCheckpoint, type Checkpoint } from './trail/checkpoint.js';
import type { VerifyAudit } from './verify-audit.service.js';
import type { Break } from './trail/verify-row.js';

/** 409: nobody gave this home a key to sign with. */
class NoSigningKeyError extends DomainError {
  constructor() {
    super('conflict', 'no-signing-key', 'This home has no key to sign with: AUDIT_SIGNING_KEY is not set.');
  }
}

/** 409: a broken trail is never signed. */
class TrailBrokenError extends DomainError {
  constructor({ seq, reason }: Break) {
    super('conflict', 'trail-broken', `The trail is broken at entry ${seq}: nothing is signed.`, {
      brokenAt: seq,
      reason,
    });
  }
}

/** A checkpoint with what it says. */
export interface SignedCheckpoint extends Checkpoint {
  readonly jws: string;
}

/** Signs where the trail stands, for whoever keeps that elsewhere. */
export class TakeCheckpoint {
  constructor(
    private readonly verification: VerifyAudit,
    private readonly clock: Clock,
    private readonly signingKey: KeyObject | undefined,
  ) {}

  /**
   * Checks the whole trail first.
   * @throws NoSigningKeyError, TrailBrokenError.
   */
  async take(): Promise<SignedCheckpoint> {
    if (this.signingKey === undefined) throw new NoSigningKeyError();
    const { head, broken } = await this.verification.verify();
    if (broken !== undefined) throw new TrailBrokenError(broken);
    const checkpoint = { ...head, at: this.clock.now() };
    return { ...checkpoint, jws: await signCheckpoint(checkpoint, this.signingKey) };
  }
}

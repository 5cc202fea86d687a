import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { UnitOfWork } from '#platform/database';
import { DomainError } from '#platform/kernel';
import { verifyTrail, type Verdict } from './trail/verify-trail.js';

/** 503: the application stops before the trail is checked. */
class InterruptedError extends DomainError {
  constructor() {
    super('unavailable', 'unavailable', 'The service is stopping. Try again shortly.', { retryAfter: 5 });
  }
}

/** Checks the trail for whoever asks; all who ask during one run share it. */
@Injectable()
export class VerifyAudit implements BeforeApplicationShutdown {
  private readonly stopping = new AbortController();
  private running: Promise<Verdict> | undefined;

  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @throws InterruptedError when the application stops meanwhile. */
  verify(): Promise<Verdict> {
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    return this.running;
  }

  /** A clean stop waits for the requests in progress, but not for this one. */
  beforeApplicationShutdown(): void {
    this.stopping.abort(new InterruptedError());
  }

  private async run(): Promise<Verdict> {
    return verifyTrail(this.unitOfWork.reader, { signal: this.stopping.signal });
  }
}

import { DomainError } from '#platform/kernel';

/** 429: nothing was looked at. The same whether there is such a user or not. */
export class TooManyAttemptsError extends DomainError {
  /** @param retryAfter whole seconds. */
  constructor(retryAfter: number) {
    super('throttled', 'too-many-attempts', 'Too many attempts. Try again later.', { retryAfter });
  }
}

/** 503: more secrets wait to be verified than can be soon. */
export class TooManyToVerifyError extends DomainError {
  constructor() {
    super('unavailable', 'overloaded', 'Too many secrets are being verified. Try again shortly.', { retryAfter: 1 });
  }
}
